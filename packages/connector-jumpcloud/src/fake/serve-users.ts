import { isJsonObject, type Json, type JsonObject } from '@linkspan/core';
import { type FakeAnswer, type FakeRequest, notFound, ok, refuse } from './fake-answer.js';
import { type FakeActor, type FakeOrganization, type FakeUser, newId, record } from './fake-organization.js';
import { listSlice } from './list-slice.js';
import { readSearch } from './read-search.js';
import { refuseUser } from './refuse-user.js';
import { storeUser } from './store-user.js';

/** V1: `/systemusers`, and the search of them. Undefined: it is about something else. */
export function serveUsers(
  organization: FakeOrganization,
  { method, path, query, json }: FakeRequest,
  actor: FakeActor,
): FakeAnswer | undefined {
  const { users } = organization;
  const fields = isJsonObject(json) ? json : {};
  if (method === 'POST' && path === '/api/search/systemusers') return ok(search(organization, fields));
  const [, id, action] = /^\/api\/systemusers(?:\/([^/]+)(\/.+)?)?$/.exec(path) ?? [];
  if (!path.startsWith('/api/systemusers')) return undefined;
  if (id === undefined) {
    if (method === 'GET') {
      const results = listSlice([...users.values()], query, ' ').map((user) => project(user, query.get('fields')));
      return ok({ results, totalCount: users.size });
    }
    return method === 'POST' ? create(organization, fields, actor) : undefined;
  }
  const user = users.get(id);
  if (user === undefined) return notFound;
  if (action === '/state/activate' && method === 'POST') return activate(organization, user, actor);
  if (action !== undefined) return undefined;
  if (method === 'GET') return ok(user);
  if (method === 'PUT') return change(organization, user, fields, actor);
  return method === 'DELETE' ? remove(organization, user, query, actor) : undefined;
}

function search({ users }: FakeOrganization, body: JsonObject): Json {
  const matches = readSearch(body['filter']);
  const found = [...users.values()].filter(matches);
  const fields = typeof body['fields'] === 'string' ? body['fields'] : null;
  const query = new URLSearchParams({ limit: String(body['limit'] ?? 10), skip: String(body['skip'] ?? 0) });
  const results = listSlice(found, query, ' ').map((user) => project(user, fields));
  return { results, totalCount: found.length };
}

/** The fields that are named, parted by spaces, and the id. */
function project(user: FakeUser, fields: string | null): JsonObject {
  if (fields === null) return user;
  const names = ['_id', ...fields.split(' ')];
  return Object.fromEntries(Object.entries(user).filter(([name]) => names.includes(name)));
}

function create(organization: FakeOrganization, fields: JsonObject, actor: FakeActor): FakeAnswer {
  const refusal = refuseUser(organization, undefined, fields);
  if (refusal !== undefined) return refusal;
  const state = (fields['state'] ?? organization.newUserState) as FakeUser['state'];
  const user: FakeUser = {
    _id: newId(organization),
    username: String(fields['username']),
    email: String(fields['email']).toLowerCase(),
    state,
    suspended: state === 'SUSPENDED',
    created: new Date(organization.now()).toISOString(),
    organization: organization.id,
    firstname: '',
    lastname: '',
    phoneNumbers: [],
    addresses: [],
    attributes: [],
    restrictedFields: [],
    admin: null,
  };
  storeUser(organization, user, { ...fields, state, suspended: state === 'SUSPENDED' });
  organization.users.set(user._id, user);
  if (state === 'ACTIVATED') organization.mails.push({ to: user.email, subject: 'Activate your account' });
  record(organization, 'user_create', actor, resourceOf(user));
  return ok(user);
}

function change(organization: FakeOrganization, user: FakeUser, fields: JsonObject, actor: FakeActor): FakeAnswer {
  const refusal = refuseUser(organization, user, fields);
  if (refusal !== undefined) return refusal;
  const before = user.suspended;
  storeUser(organization, user, fields);
  record(organization, 'user_update', actor, resourceOf(user));
  if (user.suspended !== before)
    record(organization, user.suspended ? 'user_suspended' : 'user_unsuspended', actor, resourceOf(user));
  return ok(user);
}

function activate(organization: FakeOrganization, user: FakeUser, actor: FakeActor): FakeAnswer {
  if (user.state !== 'STAGED') return refuse(400, 'Bad Request', 'User is not in a staged state');
  user.state = 'ACTIVATED';
  organization.mails.push({ to: user.email, subject: 'Activate your account' });
  record(organization, 'user_activated', actor, resourceOf(user));
  return { status: 200 };
}

/** Whoever manages somebody is not deleted without a word about who does so then. */
function remove(organization: FakeOrganization, user: FakeUser, query: URLSearchParams, actor: FakeActor): FakeAnswer {
  const managed = [...organization.users.values()].filter(({ manager }) => manager === user._id);
  const heir = query.get('cascade_manager');
  if (managed.length > 0 && heir === null)
    return refuse(400, 'Bad Request', 'User is a manager. cascade_manager is required');
  for (const one of managed) {
    if (heir === 'null') delete one['manager'];
    else one['manager'] = heir;
  }
  organization.users.delete(user._id);
  for (const members of organization.members.values()) members.delete(user._id);
  record(organization, 'user_delete', actor, resourceOf(user));
  return ok(user);
}

function resourceOf({ _id, username }: FakeUser): Readonly<Record<string, Json>> {
  return { resource: { type: 'user', id: _id, username } };
}
