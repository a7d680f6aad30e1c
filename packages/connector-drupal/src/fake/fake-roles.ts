import type { Json } from '@linkspan/core';
import { type FakeSite, mayAdminister } from './fake-site.js';
import { can, type FakeUser } from './fake-user.js';
import { document, type FakeAnswer, refusal } from './json-api.js';
import { changeFakeUser, type RoleRef } from './write-fake-user.js';

/** GET /jsonapi/user_role/user_role: nobody is refused, but who may not administer permissions is shown none (D11). */
export function listFakeRoles(site: FakeSite, actor: FakeUser | undefined, query: URLSearchParams): FakeAnswer {
  const sees = can(site.roles, actor, 'administer permissions');
  const wanted = query.get('filter[drupal_internal__id]');
  const roles = [...site.roles.values()].filter(({ key }) => wanted === null || key === wanted);
  const data = roles.map(({ key, id, permissions, isAdmin }): Json => {
    const attributes = { drupal_internal__id: key, label: key, is_admin: isAdmin, permissions: [...permissions] };
    return { type: 'user_role--user_role', id, attributes };
  });
  const omitted = { detail: 'Some resources have been omitted because of insufficient authorization.', links: {} };
  return document(200, sees ? { data, links: {} } : { data: [], meta: { omitted }, links: {} });
}

/** POST and DELETE /jsonapi/user/user/{id}/relationships/roles: single roles, twice without harm. */
export function changeFakeRoles(
  site: FakeSite,
  actor: FakeUser | undefined,
  user: FakeUser,
  method: string,
  json: Json | undefined,
): FakeAnswer {
  if (!mayAdminister(site, actor)) {
    const text = "Users can only update their own account, unless they have the 'administer users' permission.";
    return refusal(403, `The current user is not allowed to edit this relationship. ${text}`);
  }
  const refs = (json as { data?: readonly RoleRef[] } | undefined)?.data ?? [];
  const named = refs.map(({ id }) => [id, [...site.roles.values()].find((role) => role.id === id)?.key] as const);
  const unknown = named.find(([, key]) => key === undefined);
  if (method === 'POST' && unknown !== undefined) {
    return refusal(400, `The targeted \`user_role--user_role\` resource with ID \`${unknown[0]}\` does not exist.`);
  }
  const keys = named.flatMap(([, key]) => (key === undefined ? [] : [key]));
  changeFakeUser(site, actor, user, () => {
    const kept = user.roles.filter((key) => method === 'POST' || !keys.includes(key));
    user.roles = method === 'POST' ? [...new Set([...kept, ...keys])] : kept;
  });
  return { status: 204 };
}
