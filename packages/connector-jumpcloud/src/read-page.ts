import type { Page } from '@linkspan/core';
import { z } from 'zod';
import type { Api } from './api.js';
import { parseAnswer } from './parse-answer.js';

/** More is not given. */
const pageSize = 100;

export interface Listing<Item extends z.ZodType> {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly item: Item;
  idOf(item: z.output<Item>): string;
  /** "list groups" */
  readonly to: string;
}

/**
 * One page of a listing of V2, which has neither a total nor an order that could be relied on. Each page begins with the last item of the page
 * before: where something else stands there, items have moved behind us, and the page says that it is not complete.
 */
export async function readPage<Item extends z.ZodType>(
  api: Api,
  { path, query, item, idOf, to }: Listing<Item>,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Page<z.output<Item>>> {
  const [position = '0', lastId = ''] = (cursor ?? '').split(':');
  const skip = Math.max(Number(position) - 1, 0);
  const call = { method: 'GET', path, query: { ...query, limit: pageSize, skip }, to } as const;
  const found = parseAnswer(z.array(item), (await api.call(call, signal)).json, to);
  const first = found[0];
  const joins = skip === 0 || (first !== undefined && idOf(first) === lastId);
  const items = skip > 0 && joins ? found.slice(1) : found;
  const last = found.at(-1);
  if (found.length < pageSize || last === undefined) return { items, complete: joins };
  return { items, next: `${skip + found.length}:${idOf(last)}`, complete: joins };
}
