import { z } from 'zod';
import type { Account, AccountRef, Change } from '../../connector/account.js';
import type { ResourceConnector } from '../../connector/connector.js';
import { ConnectorError } from '../../connector/connector-error.js';
import { defineConnector } from '../../connector/define-connector.js';
import type { HttpClient } from '../../connector/http-client.js';
import { accountOfRow, rememberedRoles, rowSchema } from '../histories/account-of-row.js';
import { clientTimeout } from '../histories/fault.js';
import { call, connectTable } from '../histories/faulty-api.js';
import { escapeText, service } from './two-way-site.js';

const revisedRowSchema = rowSchema.extend({ revision: z.number() });
const changesSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['changed', 'deleted']),
      at: z.number(),
      by: z.string(),
      origin: z.enum(['ours', 'theirs']),
      fields: z.array(z.string()).default([]),
    }),
  ),
  checkpoint: z.string(),
  more: z.boolean(),
  complete: z.boolean(),
});

const lower = (value: unknown) => String(value).toLowerCase();
export const unescapeText = (text: string) => text.replaceAll('&amp;', '&');

/** Knows the API of `createTwoWaySite`. */
export const twoWayConnector = defineConnector({
  name: 'faulty',
  title: 'Faulty',
  config: z.object({ url: z.string() }),
  users: {
    rules: [
      { scim: 'userName', remote: 'login', when: 'create', required: true, correlates: 'adopt', flow: 'both' },
      {
        scim: ['emails[primary eq true].value', 'emails.value'],
        remote: 'email',
        required: true,
        correlates: 'ask',
        selfEntered: true,
        flow: 'both',
        same: (one, other) => lower(one) === lower(other),
      },
      {
        scim: 'displayName',
        remote: 'name',
        flow: 'both',
        same: (one, other) => escapeText(unescapeText(String(one))) === escapeText(unescapeText(String(other))),
        convert: { toRemote: (value) => value, toScim: (value) => unescapeText(String(value)) },
      },
      { scim: 'title', remote: 'title', flow: 'both' },
    ],
    roles: { remote: 'roles', privileged: ['administrator'] },
  },
  connect({ url }, { http }) {
    const client = http({ baseUrl: url, timeout: clientTimeout });
    return {
      checks: [],
      site: async (signal) =>
        z.object({ home: z.string() }).parse(await call(client, { method: 'GET', path: '/site' }, signal)).home,
      openRegistration: async () => false,
      users: connectAccounts(client),
    };
  },
});

function connectAccounts(client: HttpClient): ResourceConnector {
  /** `seen`: the row as it was read just before. */
  const change = async ({ id, current }: AccountRef, json: object, signal: AbortSignal) =>
    toAccount(
      await call(
        client,
        { method: 'PATCH', path: `/users/${id}`, json: { ...json, seen: current.fields.revision } },
        signal,
      ),
    );
  return {
    ...connectTable(client, '/users', toAccount),
    async changes(since, signal) {
      const response = await client.request({ method: 'GET', path: '/changes', query: { since } }, signal);
      if (response.status === 501) throw new ConnectorError('unsupported', 'faulty: it has no feed');
      if (response.status !== 200) throw new ConnectorError('unavailable', `faulty: ${response.status}`);
      return changesSchema.parse(response.json);
    },
    update: (ref, asked, signal) => change(ref, bodyOf(asked), signal),
    deactivate: (ref, signal) => change(ref, { active: false }, signal),
    reactivate: (ref, signal) => change(ref, { active: true, roles: rememberedRoles(ref) }, signal),
  };
}

function toAccount(json: unknown): Account {
  const row = revisedRowSchema.parse(json);
  return { ...accountOfRow(row), ...(row.login === service && { protected: 'it is the service account' }) };
}

function bodyOf({ set, cleared, added, removed }: Change): object {
  return {
    ...set,
    ...Object.fromEntries(cleared.map((name) => [name, ''])),
    ...(added.roles && { add: added.roles }),
    ...(removed.roles && { remove: removed.roles }),
  };
}
