import type { Page } from '@linkspan/core';
import { z } from 'zod';
import type { Api } from './api.js';
import { parseAnswer } from './parse-answer.js';
import { type User, userFields, userSchema } from './user.js';

/** More is refused (W17). */
const perPage = 100;

/**
 * One page of a walk by id. Pages are counted by position, so an account that is deleted behind us moves all others down by one, and
 * one would be passed over. Therefore each page begins with the last account of the page before; where that is not found, the walk
 * goes back until it meets something it has seen. Nobody who is there from the first page to the last is missed.
 */
export async function listUsers(
  api: Api,
  cursor: string | undefined,
  search: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Page<User>> {
  const { position, lastId } = readCursor(cursor);
  let offset = Math.max(position - 1, 0);
  let users = await readUsers(api, offset, search, signal);
  while (offset > 0 && !users.some(({ id }) => id <= lastId)) {
    offset = Math.max(offset - perPage, 0);
    users = await readUsers(api, offset, search, signal);
  }
  const items = users.filter(({ id }) => id > lastId);
  const end = users.at(-1);
  if (users.length < perPage || end === undefined) return { items, complete: true };
  return { items, next: `${offset + users.length}:${Math.max(end.id, lastId)}`, complete: true };
}

/** Every user that a search turns up, however many pages. */
export async function* walkUsers(
  api: Api,
  search: Readonly<Record<string, string>>,
  signal: AbortSignal,
): AsyncGenerator<User> {
  let cursor: string | undefined;
  do {
    const page: Page<User> = await listUsers(api, cursor, search, signal);
    yield* page.items;
    cursor = page.next;
  } while (cursor !== undefined);
}

async function readUsers(
  api: Api,
  offset: number,
  search: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<readonly User[]> {
  const to = 'list accounts';
  const query = { ...search, orderby: 'id', order: 'asc', per_page: perPage, offset, _fields: userFields };
  const json = await api.call({ method: 'GET', route: '/wp/v2/users', query, to }, signal);
  return parseAnswer(z.array(userSchema), json, to);
}

function readCursor(cursor: string | undefined): { readonly position: number; readonly lastId: number } {
  const [position = 0, lastId = 0] = (cursor ?? '').split(':').map(Number);
  return { position, lastId };
}
