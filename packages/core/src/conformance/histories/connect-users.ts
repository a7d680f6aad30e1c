import type { Account, AccountRef, Change } from '../../connector/account.js';
import type { ResourceConnector } from '../../connector/connector.js';
import type { HttpClient } from '../../connector/http-client.js';
import { accountOfRow, rememberedRoles, rowSchema } from './account-of-row.js';
import { call, connectTable } from './faulty-api.js';

export function connectUsers(client: HttpClient): ResourceConnector {
  const change = async (id: string, json: object, signal: AbortSignal) =>
    toAccount(await call(client, { method: 'PATCH', path: `/users/${id}`, json }, signal));
  return {
    ...connectTable(client, '/users', toAccount),
    update: (ref, asked, signal) => change(ref.id, bodyOf(ref, asked), signal),
    deactivate: (ref, signal) => change(ref.id, { active: false }, signal),
    reactivate: (ref, signal) => change(ref.id, { active: true, roles: rememberedRoles(ref) }, signal),
  };
}

function toAccount(json: unknown): Account {
  const row = rowSchema.parse(json);
  return { ...accountOfRow(row), privileged: row.roles.includes('administrator') };
}

/** The site takes whole sets of roles: what was read just before, and what differs. */
function bodyOf({ current }: AccountRef, { set, cleared, added, removed }: Change): object {
  const lost = removed.roles ?? [];
  const there = Array.isArray(current.fields.roles) ? current.fields.roles : [];
  const roles = new Set([...there.filter((role) => !lost.includes(role)), ...(added.roles ?? [])]);
  const changesRoles = added.roles !== undefined || removed.roles !== undefined;
  return {
    ...set,
    ...Object.fromEntries(cleared.map((name) => [name, null])),
    ...(changesRoles && { roles: [...roles] }),
  };
}
