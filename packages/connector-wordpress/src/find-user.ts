import { ConnectorError } from '@linkspan/core';
import type { Api } from './api.js';
import { walkUsers } from './list-users.js';
import { sameWithoutCase } from './same-value.js';
import type { User } from './user.js';
import type { UsersRoute } from './users-route.js';

export interface UserKey {
  readonly remote: 'username' | 'email';
  readonly value: string;
}

/**
 * The one user whose log-in or e-mail is exactly `value`, without regard to case as WordPress itself compares. Its search finds parts
 * of words and chooses its columns by the look of the text (W14–W16): what it turns up is compared here, and where it cannot turn up
 * the right one, everybody is looked at.
 */
export async function findUser(
  api: Api,
  by: UserKey,
  { searchColumns }: Pick<UsersRoute, 'searchColumns'>,
  signal: AbortSignal,
): Promise<User | undefined> {
  if (by.value === '') return undefined;
  const matches = (user: User) => sameWithoutCase(by.value, user[by.remote]);
  for (const search of searches(by, searchColumns)) {
    const found: User[] = [];
    for await (const user of walkUsers(api, search, signal)) if (matches(user)) found.push(user);
    const exact = found.filter((user) => user[by.remote] === by.value);
    const [only] = exact.length === 1 ? exact : found;
    if (found.length > 1 && exact.length !== 1) {
      const ids = found.map(({ id }) => id).join(' and ');
      const text = `wordpress: accounts ${ids} have the same ${by.remote}. Give each its own in WordPress under Users.`;
      throw new ConnectorError('invalid', text, { field: by.remote });
    }
    if (only !== undefined) return only;
  }
  return undefined;
}

/**
 * From cheap to dear. Since WordPress 6.8 `search_columns` says where to look. Before, it is ignored, and a text with @ is searched
 * among e-mail addresses only (W15): a log-in that looks like one is found by the slug that it got, else by looking at everybody.
 */
function searches({ remote, value }: UserKey, searchColumns: boolean): readonly Record<string, string>[] {
  const search = { search: value, search_columns: remote };
  if (searchColumns || remote === 'email' || !value.includes('@')) return [search];
  return [{ slug: likelySlugs(value).join(',') }, {}];
}

/** What WordPress makes of a log-in for its author's page, and the numbers it appends when that is taken. */
function likelySlugs(login: string): readonly string[] {
  const slug = login
    .toLowerCase()
    .replace(/[^a-z0-9 ._-]/g, '')
    .replace(/[ .]+/g, '-')
    .replace(/-+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 50);
  return [slug, ...[2, 3, 4].map((number) => `${slug}-${number}`)];
}
