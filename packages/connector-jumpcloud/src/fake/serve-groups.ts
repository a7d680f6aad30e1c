import { isJsonObject, type Json, type JsonObject } from '@linkspan/core';
import { type FakeAnswer, type FakeRequest, notFound, ok, refuse } from './fake-answer.js';
import { type FakeActor, type FakeGroup, type FakeOrganization, newId, record } from './fake-organization.js';
import { listSlice } from './list-slice.js';

const writable = ['name', 'description', 'email', 'attributes', 'membershipMethod', 'memberQuery'];

/** V2: `/usergroups` and their members. Undefined: it is about something else. */
export function serveGroups(
  organization: FakeOrganization,
  { method, path, query, json }: FakeRequest,
  actor: FakeActor,
): FakeAnswer | undefined {
  const { groups } = organization;
  const fields = isJsonObject(json) ? json : {};
  const [found, id, members] = /^\/api\/v2\/usergroups(?:\/([^/]+)(\/members)?)?$/.exec(path) ?? [];
  if (found === undefined) return undefined;
  if (id === undefined) {
    if (method === 'GET') return ok(list(organization, query));
    return method === 'POST' ? create(organization, fields, actor) : undefined;
  }
  const group = groups.get(id);
  if (group === undefined) return notFound;
  if (members !== undefined) {
    if (method === 'GET') return ok(listMembers(organization, group, query));
    return method === 'POST' ? changeMember(organization, group, fields, actor) : undefined;
  }
  if (method === 'GET') return ok(group);
  if (method === 'PUT') return replace(organization, group, fields, actor);
  if (method !== 'DELETE') return undefined;
  groups.delete(id);
  organization.members.delete(id);
  record(organization, 'group_delete', actor, resourceOf(group));
  return { status: 204 };
}

/** `filter=name:eq:…`, where `*` stands for anything; a comma begins another filter. */
function list({ groups }: FakeOrganization, query: URLSearchParams): Json {
  const filters = query.getAll('filter').flatMap((text) => text.split(','));
  const matches = filters.map((text) => {
    const [, field = '', value = ''] = /^(\w+):eq:(.*)$/s.exec(text) ?? [];
    const pattern = new RegExp(`^${value.replace(/[\\^$.+?()[\]{}|]/g, '\\$&').replaceAll('*', '.*')}$`, 's');
    return (group: FakeGroup) => pattern.test(String(group[field] ?? ''));
  });
  const found = [...groups.values()].filter((group) => matches.every((match) => match(group)));
  return listSlice(found, query, ',');
}

function create(organization: FakeOrganization, fields: JsonObject, actor: FakeActor): FakeAnswer {
  const refusal = refuseName(organization, undefined, fields);
  if (refusal !== undefined) return refusal;
  const group: FakeGroup = {
    id: newId(organization),
    type: 'user_group',
    membershipMethod: 'NOTSET',
    description: '',
    email: '',
    name: String(fields['name']),
    ...only(fields),
  };
  organization.groups.set(group.id, group);
  organization.members.set(group.id, new Set());
  record(organization, 'group_create', actor, resourceOf(group));
  return { status: 201, body: group };
}

/** A PUT replaces the group: what it leaves out is gone, but for the members. */
function replace(organization: FakeOrganization, group: FakeGroup, fields: JsonObject, actor: FakeActor): FakeAnswer {
  const refusal = refuseName(organization, group, fields);
  if (refusal !== undefined) return refusal;
  for (const name of writable) if (name !== 'name') delete group[name];
  Object.assign(group, { membershipMethod: 'NOTSET', description: '', email: '' }, only(fields));
  record(organization, 'group_update', actor, resourceOf(group));
  return ok(group);
}

function refuseName(
  { groups }: FakeOrganization,
  group: FakeGroup | undefined,
  { name }: JsonObject,
): FakeAnswer | undefined {
  if (typeof name !== 'string' || name === '') return refuse(400, 'Bad Request', 'name is required');
  const holder = [...groups.values()].find((one) => one.name === name);
  return holder === undefined || holder === group ? undefined : refuse(409, 'Conflict', 'name already exists');
}

function listMembers({ members }: FakeOrganization, { id }: FakeGroup, query: URLSearchParams): Json {
  const edges = [...(members.get(id) ?? [])].map((user) => ({ to: { id: user, type: 'user' } }));
  return listSlice(edges, query, ',');
}

function changeMember(
  organization: FakeOrganization,
  group: FakeGroup,
  { op, id: user }: JsonObject,
  actor: FakeActor,
): FakeAnswer {
  const members = organization.members.get(group.id) ?? new Set<string>();
  if (String(group['membershipMethod']).startsWith('DYNAMIC'))
    return refuse(400, 'Bad Request', 'Members of a dynamic group cannot be changed');
  if (typeof user !== 'string' || !organization.users.has(user)) return notFound;
  if (members.has(user) === (op === 'add')) {
    return op === 'add' ? refuse(409, 'Conflict', 'Already Exists') : notFound;
  }
  if (op === 'add') members.add(user);
  else members.delete(user);
  record(organization, 'association_change', actor, {
    association: {
      op: String(op),
      connection: {
        from: { type: 'user_group', object_id: group.id, name: group.name },
        to: { type: 'user', object_id: user },
      },
    },
  });
  return { status: 204 };
}

function only(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => writable.includes(name)));
}

function resourceOf({ id, name }: FakeGroup): Readonly<Record<string, Json>> {
  return { resource: { type: 'user_group', id, name } };
}
