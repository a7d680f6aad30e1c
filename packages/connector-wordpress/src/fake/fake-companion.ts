import { randomUUID } from 'node:crypto';
import type { FakeSite } from './fake-site.js';
import type { FakeUser } from './fake-user.js';

/** A row of the companion's feed. */
export interface FakeChange {
  readonly seq: number;
  readonly account: string;
  readonly kind: 'changed' | 'deleted';
  readonly at: string;
  readonly origin: 'ours' | 'theirs';
  readonly by: string | null;
  readonly fields: readonly string[];
}

export interface FakeCompanion {
  readonly site: string;
  readonly feed: string;
  readonly changes: FakeChange[];
  /** Who has asked it anything with an application password: service accounts. */
  readonly callers: number[];
}

export function createFakeCompanion(): FakeCompanion {
  return { site: randomUUID(), feed: randomUUID(), changes: [], callers: [] };
}

/** Whether it takes a request of this account for Linkspan's own. */
export function isOurs({ companion }: FakeSite, actor: FakeUser | undefined): boolean {
  return actor !== undefined && companion?.callers.includes(actor.id) === true;
}

/** What the feed tells of, by the names that the connector's rules use. */
export const userColumns: readonly (readonly [field: string, key: keyof FakeUser])[] = [
  ['username', 'login'],
  ['email', 'email'],
  ['name', 'displayName'],
  ['url', 'url'],
  ['slug', 'slug'],
  ['first_name', 'firstName'],
  ['last_name', 'lastName'],
  ['nickname', 'nickname'],
  ['description', 'description'],
  ['locale', 'locale'],
  ['linkspan_external_id', 'externalId'],
  ['roles', 'roles'],
  ['active', 'suspended'],
];

type States = ReadonlyMap<number, Readonly<Record<string, string>>>;

function statesOf({ users }: FakeSite): States {
  const state = (user: FakeUser) =>
    Object.fromEntries(userColumns.map(([field, key]) => [field, JSON.stringify([user[key]].flat().sort())]));
  return new Map([...users].map(([id, user]) => [id, state(user)]));
}

/** Does something to the site, and adds to the feed what became of its accounts by it: one row for each that really changed. */
export function recordChanges<Result>(
  site: FakeSite,
  by: string | null,
  origin: FakeChange['origin'],
  act: () => Result,
): Result {
  const { companion } = site;
  if (companion === undefined) return act();
  const before = statesOf(site);
  const result = act();
  const after = statesOf(site);
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(id), after.get(id)];
    const fields = Object.keys(is ?? {}).filter((field) => was?.[field] !== is?.[field]);
    if (is !== undefined && fields.length === 0) continue;
    companion.changes.push({
      seq: (companion.changes.at(-1)?.seq ?? 0) + 1,
      account: String(id),
      kind: is === undefined ? 'deleted' : 'changed',
      at: new Date(site.now()).toISOString(),
      origin,
      by,
      fields,
    });
  }
  return result;
}
