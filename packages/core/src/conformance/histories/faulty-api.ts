import { z } from 'zod';
import type { Account } from '../../connector/account.js';
import type { ResourceConnector } from '../../connector/connector.js';
import { ConnectorError } from '../../connector/connector-error.js';
import type { HttpClient, HttpRequest, HttpResponse } from '../../connector/http-client.js';

const pageSchema = z.object({ items: z.array(z.object({ id: z.string() }).loose()), total: z.number() });

/** How many accounts a full page has. */
const pageSize = 2;

/** A 500 of a write may have come after it was done. */
export async function call(client: HttpClient, request: HttpRequest, signal: AbortSignal): Promise<unknown> {
  const { status, json } = await client.request(request, signal);
  if (status < 300) return json;
  const told = `faulty: ${request.method} ${request.path}: ${status}`;
  if (status === 404) throw new ConnectorError('not-found', told);
  if (status === 409) throw new ConnectorError('conflict', told, fieldAtFault(json));
  if (status === 422) throw new ConnectorError('invalid', told, fieldAtFault(json));
  throw new ConnectorError('unavailable', told, { outcomeUnknown: request.method !== 'GET' });
}

/** What the site does in the same way with users and with groups. */
export function connectTable(
  client: HttpClient,
  path: string,
  toAccount: (json: unknown) => Account,
): Required<Pick<ResourceConnector, 'list' | 'find' | 'get' | 'create' | 'remove'>> {
  const page = async (query: Exclude<HttpRequest['query'], undefined>, signal: AbortSignal) =>
    pageSchema.parse(await call(client, { method: 'GET', path, query }, signal));
  return {
    async list(cursor, signal) {
      const { items, total } = await page({ after: cursor }, signal);
      const last = items.at(-1)?.id;
      const goesOn = total > items.length;
      return {
        items: items.map(toAccount),
        complete: items.length === Math.min(total, pageSize),
        ...(goesOn && last !== undefined && { next: last }),
      };
    },
    async find({ remote, value }, signal) {
      const { items } = await page({ [remote]: String(value) }, signal);
      return items.map(toAccount)[0];
    },
    get: async (id, signal) => toAccount(await call(client, { method: 'GET', path: `${path}/${id}` }, signal)),
    create: async (fields, signal) => toAccount(await call(client, { method: 'POST', path, json: fields }, signal)),
    async remove({ id }, _, signal) {
      await call(client, { method: 'DELETE', path: `${path}/${id}` }, signal).catch(unlessGone);
      return { kind: 'removed' };
    },
  };
}

function fieldAtFault(json: HttpResponse['json']): { readonly field?: string } {
  const { data } = z.object({ field: z.string() }).safeParse(json);
  return data ?? {};
}

function unlessGone(error: unknown): void {
  if (!ConnectorError.is(error) || error.kind !== 'not-found') throw error;
}
