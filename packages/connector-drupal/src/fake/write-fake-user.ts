import type { Json } from '@linkspan/core';
import { recordChange } from './fake-companion.js';
import { addUser, type FakeSite, mayAdminister } from './fake-site.js';
import type { FakeUser } from './fake-user.js';
import { document, type FakeAnswer, refusal } from './json-api.js';
import { showUser } from './show-user.js';
import { type Attributes, findProblems, findUnknown, readOnly } from './validate-user.js';

interface Resource {
  readonly type?: string;
  readonly id?: string;
  readonly attributes?: Attributes;
  readonly relationships?: { readonly roles?: { readonly data: readonly RoleRef[] } };
}

export interface RoleRef {
  readonly id: string;
}

export function resourceIn(json: Json | undefined): Resource {
  return (json as { data?: Resource } | undefined)?.data ?? {};
}

/** POST /jsonapi/user/user */
export function createFakeUser(site: FakeSite, actor: FakeUser | undefined, json: Json | undefined): FakeAnswer {
  if (!mayAdminister(site, actor)) return refusal(403, "The 'administer users' permission is required.");
  const { type, id, attributes = {}, relationships } = resourceIn(json);
  if (type === undefined) return refusal(400, 'Resource object must include a "type".');
  const roles = readRoles(site, relationships?.roles?.data ?? []);
  if (!Array.isArray(roles)) return roles;
  const refused = refuse(site, 'POST', attributes, undefined, false);
  if (refused !== undefined) return refused;
  // Looked at last: a create that is repeated is refused for its name before (D19).
  if (id !== undefined && site.users.has(id)) return refusal(409, 'Conflict: Entity already exists.');
  const user = addUser(site, { name: String(attributes.name), roles, ...(id !== undefined && { id }) });
  store(user, attributes, site);
  recordChange(site, actor, user, 'changed', Object.keys(attributes));
  return document(201, { data: showUser(site, actor, user) });
}

/** PATCH /jsonapi/user/user/{id} */
export function updateFakeUser(
  site: FakeSite,
  actor: FakeUser | undefined,
  user: FakeUser,
  json: Json | undefined,
): FakeAnswer {
  if (!mayAdminister(site, actor) && actor !== user) {
    return refusal(403, "Users can only update their own account, unless they have the 'administer users' permission.");
  }
  const { type, id = '', attributes = {}, relationships } = resourceIn(json);
  if (type === undefined) return refusal(400, 'Resource object must include a "type".');
  const roles = relationships?.roles === undefined ? user.roles : readRoles(site, relationships.roles.data);
  if (!Array.isArray(roles)) return roles;
  const unknown = findUnknown(site, attributes);
  if (unknown === undefined && id !== user.id) {
    return refusal(400, `The selected entity (${user.id}) does not match the ID in the payload (${id}).`);
  }
  const refused = refuse(site, 'PATCH', attributes, user, actor === user);
  if (refused !== undefined) return refused;
  changeFakeUser(site, actor, user, () => {
    store(user, attributes, site);
    user.roles = roles;
  });
  return document(200, { data: showUser(site, actor, user) });
}

/** Saves a user: only a real change moves its time (D20) and is told by the companion; being let in again sends a mail (D22). */
export function changeFakeUser(site: FakeSite, actor: FakeUser | undefined, user: FakeUser, change: () => void): void {
  const before = structuredClone(user);
  change();
  const names = Object.keys(user) as (keyof FakeUser)[];
  const changed = names.filter((name) => JSON.stringify(user[name]) !== JSON.stringify(before[name]));
  if (changed.length === 0) return;
  user.changed = Math.floor(site.now() / 1_000);
  if (user.status && !before.status) site.mails.push(`user_status_activated ${user.mail}`);
  if (!user.status) for (const [cookie, uid] of site.sessions) if (uid === user.uid) site.sessions.delete(cookie);
  recordChange(site, actor, user, 'changed', changed);
}

function refuse(
  site: FakeSite,
  method: 'POST' | 'PATCH',
  attributes: Attributes,
  user: FakeUser | undefined,
  isOwn: boolean,
): FakeAnswer | undefined {
  const unknown = findUnknown(site, attributes);
  if (unknown !== undefined) {
    return refusal(422, `The attribute ${unknown} does not exist on the user--user resource type.`);
  }
  const forbidden = Object.keys(attributes).find((name) => readOnly.includes(name));
  if (forbidden !== undefined) {
    const text = `The current user is not allowed to ${method} the selected field (${forbidden}).`;
    return refusal(403, [text, `/data/attributes/${forbidden}`]);
  }
  const problems = findProblems(site, attributes, user, isOwn);
  return problems.length === 0 ? undefined : refusal(422, ...problems);
}

/** Machine names by uuids; everybody's `authenticated` is dropped without a word. */
function readRoles(site: FakeSite, refs: readonly RoleRef[]): string[] | FakeAnswer {
  const keys: string[] = [];
  for (const { id } of refs) {
    const role = [...site.roles.values()].find((one) => one.id === id);
    if (role === undefined) {
      const text = `The resource identified by \`user_role--user_role:${id}\` (given as a relationship item) could not be found.`;
      return refusal(404, text);
    }
    if (role.key !== 'authenticated' && role.key !== 'anonymous') keys.push(role.key);
  }
  return keys;
}

function store(user: FakeUser, attributes: Attributes, site: FakeSite): void {
  const {
    name,
    mail,
    pass,
    status,
    timezone,
    preferred_langcode: langcode,
    linkspan_external_id: externalId,
  } = attributes;
  if (typeof name === 'string') user.name = name;
  if (mail !== undefined) user.mail = mail === '' ? null : (mail as string | null);
  if (typeof pass === 'string') user.pass = pass;
  if (status !== undefined) user.status = status === true || status === 1;
  // Without one of its own an account has the site's.
  if (timezone !== undefined) user.timezone = (timezone as string | null) ?? 'UTC';
  if (langcode !== undefined) user.preferredLangcode = langcode as string | null;
  if (externalId !== undefined) user.externalId = externalId as string | null;
  for (const field of site.fields) if (attributes[field] !== undefined) user.values[field] = attributes[field];
}
