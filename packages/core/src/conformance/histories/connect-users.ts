import { z } from 'zod';
import type { Account, AccountRef, Change } from '../../connector/account.js';
import type { ResourceConnector } from '../../connector/connector.js';
import type { HttpClient } from '../../connector/http-client.js';
import { call, connectTable } from './faulty-api.js';

const userSchema = z.object({
  id: z.string(),
  born: z.number(),
  login: z.string(),
  email: z.string(),
  name: z.string(),
  title: z.string(),
  active: z.boolean(),
  roles: z.array(z.string()),
});
const memoSchema = z.object({ roles: z.array(z.string()) });

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
  const { id, born, active, ...fields } = userSchema.parse(json);
  return {
    id,
    identity: `${fields.login} ${born}`,
    fields,
    active,
    created: born,
    ...(active && { memo: { roles: fields.roles } }),
    privileged: fields.roles.includes('administrator'),
  };
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

function rememberedRoles({ memo, without }: AccountRef): readonly string[] {
  const { roles } = memoSchema.catch({ roles: [] }).parse(memo);
  return roles.filter((role) => !without?.roles?.includes(role));
}
