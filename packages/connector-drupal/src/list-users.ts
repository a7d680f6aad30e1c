import { ConnectorError, type Page } from '@linkspan/core';
import { z } from 'zod';
import type { Api } from './api.js';
import { parseAnswer } from './parse-answer.js';
import { type User, userSchema } from './user.js';

/** More is not given, whatever is asked for, and no refusal (D14). */
const perPage = 50;

const pageSchema = z.object({
  data: z.array(z.looseObject({ id: z.string(), attributes: z.looseObject({}).optional() })),
  meta: z.looseObject({ omitted: z.unknown().optional() }).optional(),
});

/**
 * One page of a walk by uid: each page begins after the last account of the page before, so that nobody is passed over when others are
 * deleted behind us. From uid 1 on: the visitor's is not an account, and is shown without its attributes (D15).
 */
export async function listUsers(
  api: Api,
  cursor: string | undefined,
  search: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Page<User>> {
  const to = 'list accounts';
  const query = {
    ...search,
    'filter[after][condition][path]': 'drupal_internal__uid',
    'filter[after][condition][operator]': '>',
    'filter[after][condition][value]': cursor ?? '0',
    sort: 'drupal_internal__uid',
    'page[limit]': perPage,
  };
  const { json } = await api.call({ method: 'GET', path: '/jsonapi/user/user', query, to }, signal);
  const { data, meta } = parseAnswer(pageSchema, json, to);
  const isLast = data.length < perPage;
  // To whoever is not signed in any more the list has nobody in it, and no refusal (D2).
  if (isLast || data.some(({ attributes }) => attributes?.name === undefined)) await api.prove(signal);
  const items = data.map((one) => shownWhole(one));
  const end = items.at(-1);
  const complete = meta?.omitted === undefined;
  if (isLast || end === undefined) return { items, complete };
  return { items, next: String(end.attributes.drupal_internal__uid), complete };
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

/** `unsupported` for a user that the service account is shown only in part. */
export function shownWhole(one: {
  readonly id: string;
  readonly attributes?: Readonly<Record<string, unknown>> | undefined;
}): User {
  if (one.attributes?.drupal_internal__uid === undefined || one.attributes.mail === undefined) {
    const advice = 'Give its role the permission "Administer users" under People > Permissions.';
    throw new ConnectorError(
      'unsupported',
      `drupal: the service account may not see all of account ${one.id}. ${advice}`,
    );
  }
  return parseAnswer(userSchema, one, 'read an account');
}
