import type { Page } from '@linkspan/core';
import { z } from 'zod';
import type { Api } from './api.js';
import { parseAnswer } from './parse-answer.js';
import { type User, userFields, userSchema } from './user.js';

/** More is not given. */
const pageSize = 100;

const pageSchema = z.object({ results: z.array(userSchema), totalCount: z.number() });

/**
 * One page of a walk by id, which grows with time. Pages are counted by position, so that a user who is deleted behind us moves all
 * others down by one: each page begins with the last user of the page before, and where that one is gone, the walk goes back until it
 * meets something that it has seen. Nobody who is there from the first page to the last is missed. What is not in that order, or ends
 * before `totalCount` says so, is not complete.
 */
export async function listUsers(api: Api, cursor: string | undefined, signal: AbortSignal): Promise<Page<User>> {
  const [position = '0', lastId = ''] = (cursor ?? '').split(':');
  let offset = Math.max(Number(position) - 1, 0);
  let page = await readPage(api, offset, signal);
  while (offset > 0 && !page.results.some(({ _id }) => _id <= lastId)) {
    offset = Math.max(offset - pageSize, 0);
    page = await readPage(api, offset, signal);
  }
  const { results, totalCount } = page;
  const items = results.filter(({ _id }) => _id > lastId);
  const end = offset + results.length;
  const isSorted = results.every(({ _id }, index) => index === 0 || (results[index - 1]?._id ?? '') < _id);
  if (!isSorted) return { items: results, complete: false };
  if (end >= totalCount) return { items, complete: true };
  // An empty or repeated page before the end: something is withheld.
  if (items.length === 0) return { items, complete: false };
  return { items, next: `${end}:${items.at(-1)?._id}`, complete: true };
}

async function readPage(api: Api, skip: number, signal: AbortSignal): Promise<z.output<typeof pageSchema>> {
  const to = 'list users';
  const query = { limit: pageSize, skip, sort: '_id', fields: userFields };
  const { json } = await api.call({ method: 'GET', path: '/api/systemusers', query, to }, signal);
  return parseAnswer(pageSchema, json, to);
}
