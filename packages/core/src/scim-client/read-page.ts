import { z } from 'zod';
import type { Page } from '../connector/account.js';
import { ConnectorError } from '../connector/connector-error.js';
import type { HttpRequest } from '../connector/http-client.js';
import type { ScimApi } from './create-scim-api.js';
import { parseScimList, type ScimDocument, type ScimList } from './scim-document.js';
import { scimTypeOf } from './to-connector-error.js';

export interface Listed {
  readonly endpoint: string;
  /** "list users" */
  readonly to: string;
  readonly query?: NonNullable<HttpRequest['query']>;
}

const indexSchema = z.object({ index: z.number(), last: z.string() });
const cursorSchema = z.object({ cursor: z.string() });

/** One page, by cursor (RFC 9865) or by index (RFC 7644 §3.4.2.4). Our cursor says which, so that a walk ends as it began. */
export async function readPage(
  api: ScimApi,
  listed: Listed,
  position: string | undefined,
  byCursor: boolean,
  signal: AbortSignal,
): Promise<Page<ScimDocument>> {
  const from: unknown = position === undefined ? undefined : parsePosition(position, api.name);
  const cursor = cursorSchema.safeParse(from).data?.cursor ?? (byCursor && from === undefined ? '' : undefined);
  if (cursor !== undefined) return readByCursor(api, listed, cursor, signal);
  return readByIndex(api, listed, indexSchema.safeParse(from).data, signal);
}

function parsePosition(position: string, name: string): unknown {
  try {
    return JSON.parse(position);
  } catch (cause) {
    throw new ConnectorError('invalid', `${name}: the listing's cursor is none of ours. Begin it anew.`, { cause });
  }
}

async function readByCursor(
  api: ScimApi,
  listed: Listed,
  cursor: string,
  signal: AbortSignal,
): Promise<Page<ScimDocument>> {
  const { documents, nextCursor } = await readList(api, listed, { cursor }, signal);
  const next = nextCursor ? { next: JSON.stringify({ cursor: nextCursor }) } : {};
  return { items: documents, ...next, complete: true };
}

/**
 * Pages are counted by position, so whoever is deleted behind us moves all others down, and one would be passed over. Each page therefore
 * begins with the last resource of the page before. Where it is not there, the walk goes back until it meets it; where it is nowhere, it was
 * deleted itself, and nobody knows how many others: the listing says that it is not complete.
 */
async function readByIndex(
  api: ScimApi,
  listed: Listed,
  from: z.output<typeof indexSchema> | undefined,
  signal: AbortSignal,
): Promise<Page<ScimDocument>> {
  let startIndex = from?.index ?? 1;
  let list = await readList(api, listed, { startIndex }, signal);
  const met = () => list.documents.findIndex(({ id }) => id === from?.last);
  while (from !== undefined && met() < 0 && startIndex > 1) {
    startIndex = Math.max(startIndex - api.traits.pageSize, 1);
    list = await readList(api, listed, { startIndex }, signal);
  }
  const items = list.documents.slice(met() + 1);
  // The same page again: the server does not look at startIndex.
  const stuck = startIndex === from?.index && items.length === 0 && list.documents.length > 1;
  const complete = from === undefined || (met() >= 0 && !stuck);
  const end = startIndex + list.documents.length - 1;
  const last = list.documents.at(-1)?.id;
  const total = list.totalResults ?? (list.documents.length < api.traits.pageSize ? end : Number.POSITIVE_INFINITY);
  if (last === undefined || end >= total || last === from?.last) {
    // It says that there are more, and shows none.
    return { items, complete: complete && end >= total };
  }
  return { items, next: JSON.stringify({ index: end, last }), complete };
}

async function readList(
  api: ScimApi,
  { endpoint, to, query }: Listed,
  position: { readonly startIndex: number } | { readonly cursor: string },
  signal: AbortSignal,
): Promise<ScimList> {
  const call = {
    method: 'GET',
    path: endpoint,
    query: { ...query, ...position, count: api.traits.pageSize },
    to,
  } as const;
  const answer = await api.send(call, signal);
  const type = scimTypeOf(answer);
  if (type === 'invalidCursor' || type === 'expiredCursor') {
    const text = `${api.name}: the server has forgotten where the listing stood (${type}). It is begun anew.`;
    throw new ConnectorError('unavailable', text);
  }
  if (answer.status < 200 || answer.status >= 300) throw api.refusal(call, answer);
  return parseScimList(answer.json, api.name, to);
}

/** Every resource, however many pages. @throws ConnectorError `unavailable` where the listing is not complete. */
export async function* walkDocuments(
  api: ScimApi,
  listed: Listed,
  byCursor: boolean,
  signal: AbortSignal,
): AsyncGenerator<ScimDocument> {
  let position: string | undefined;
  do {
    const page: Page<ScimDocument> = await readPage(api, listed, position, byCursor, signal);
    if (!page.complete) {
      const text = `${api.name}: could not ${listed.to}, the listing changed while it was read. It is tried again.`;
      throw new ConnectorError('unavailable', text);
    }
    yield* page.items;
    if (page.next !== undefined && page.next === position)
      throw new ConnectorError('invalid', `${api.name}: could not ${listed.to}, a page names itself as the next.`);
    position = page.next;
  } while (position !== undefined);
}
