import { ConnectorError } from '@linkspan/core';
import type { Api } from './api.js';
import type { Roles } from './roles.js';

export interface RoleChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/**
 * Gives and takes single roles, those that go first. Drupal does it within the account as it then is, so that a role which somebody else
 * gives at the same time stays.
 */
export async function changeRoles(
  api: Api,
  roles: Roles,
  user: string,
  { add, remove }: RoleChange,
  signal: AbortSignal,
): Promise<void> {
  await send('DELETE', remove);
  await send('POST', add);

  async function send(method: 'POST' | 'DELETE', names: readonly string[], again = true): Promise<void> {
    if (names.length === 0) return;
    const ids = await roles.identify(names, signal);
    const data = ids.map((id) => ({ type: 'user_role--user_role', id }));
    const path = `/jsonapi/user/user/${encodeURIComponent(user)}/relationships/roles`;
    const to = method === 'POST' ? 'give roles' : 'take roles';
    try {
      await api.call({ method, path, json: { data }, to }, signal);
    } catch (error) {
      // A role that was deleted and made again has another uuid.
      if (!again || !ConnectorError.is(error) || error.field !== 'roles') throw error;
      roles.forget();
      await send(method, names, false);
    }
  }
}
