import { z } from 'zod';
import type { Account, AccountRef, Change } from '../../connector/account.js';
import { ConnectorError } from '../../connector/connector-error.js';
import { defineConnector } from '../../connector/define-connector.js';
import type { HttpClient, HttpRequest, HttpResponse } from '../../connector/http-client.js';
import { clientTimeout } from './fault.js';

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
const pageSchema = z.object({ users: z.array(userSchema), total: z.number() });
const memoSchema = z.object({ roles: z.array(z.string()) });

/** How many accounts a full page has. */
const pageSize = 2;

/** Knows the API of `createFaultySite`, and speaks it over the host's HTTP client as any vendor's connector does. */
export const faultyConnector = defineConnector({
  name: 'faulty',
  title: 'Faulty',
  config: z.object({ url: z.string() }),
  users: {
    rules: [
      { scim: 'userName', remote: 'login', when: 'create', required: true, correlates: 'adopt' },
      {
        scim: ['emails[primary eq true].value', 'emails.value'],
        remote: 'email',
        required: true,
        correlates: 'ask',
        selfEntered: true,
      },
      { scim: 'displayName', remote: 'name' },
      { scim: 'title', remote: 'title' },
    ],
    roles: { remote: 'roles', privileged: ['administrator'] },
  },
  connect({ url }, { http }) {
    const client = http({ baseUrl: url, timeout: clientTimeout });
    const change = async (id: string, json: object, signal: AbortSignal) =>
      toAccount(await call(client, { method: 'PATCH', path: `/users/${id}`, json }, signal));
    return {
      checks: [],
      site: async (signal) => readHome(await call(client, { method: 'GET', path: '/site' }, signal)),
      openRegistration: async () => false,
      users: {
        async list(cursor, signal) {
          const query = { after: cursor };
          const page = pageSchema.parse(await call(client, { method: 'GET', path: '/users', query }, signal));
          const last = page.users.at(-1)?.id;
          const goesOn = page.total > page.users.length;
          return {
            items: page.users.map(toAccount),
            complete: page.users.length === Math.min(page.total, pageSize),
            ...(goesOn && last !== undefined && { next: last }),
          };
        },
        async find({ remote, value }, signal) {
          const query = { [remote]: String(value) };
          const page = pageSchema.parse(await call(client, { method: 'GET', path: '/users', query }, signal));
          const [only] = page.users;
          return only && toAccount(only);
        },
        get: async (id, signal) => toAccount(await call(client, { method: 'GET', path: `/users/${id}` }, signal)),
        create: async (fields, signal) =>
          toAccount(await call(client, { method: 'POST', path: '/users', json: fields }, signal)),
        update: (ref, asked, signal) => change(ref.id, bodyOf(ref, asked), signal),
        deactivate: (ref, signal) => change(ref.id, { active: false }, signal),
        reactivate: (ref, signal) => change(ref.id, { active: true, roles: rememberedRoles(ref) }, signal),
        async remove({ id }, _, signal) {
          await call(client, { method: 'DELETE', path: `/users/${id}` }, signal).catch(unlessGone);
          return { kind: 'removed' };
        },
      },
    };
  },
});

/** A 500 of a write may have come after it was done. */
async function call(client: HttpClient, request: HttpRequest, signal: AbortSignal): Promise<unknown> {
  const { status, json } = await client.request(request, signal);
  if (status < 300) return json;
  const told = `faulty: ${request.method} ${request.path}: ${status}`;
  if (status === 404) throw new ConnectorError('not-found', told);
  if (status === 409) throw new ConnectorError('conflict', told, fieldAtFault(json));
  throw new ConnectorError('unavailable', told, { outcomeUnknown: request.method !== 'GET' });
}

function fieldAtFault(json: HttpResponse['json']): { readonly field?: string } {
  const { data } = z.object({ field: z.string() }).safeParse(json);
  return data ?? {};
}

function unlessGone(error: unknown): void {
  if (!ConnectorError.is(error) || error.kind !== 'not-found') throw error;
}

function readHome(json: unknown): string {
  return z.object({ home: z.string() }).parse(json).home;
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
