import type { Account } from '../../connector/account.js';
import type { Link } from '../../store/link.js';
import type { Newcomer } from '../../store/newcomer-store.js';
import type { Runtime } from '../runtime.js';
import { type Listing, takeListing } from '../take-listing.js';
import { hasNews } from './has-news.js';
import { listReported } from './list-reported.js';

const linksAtOnce = 500;

/** Lists everything, and compares it. `first`: whoever is there already is no newcomer. */
export async function compareListing(
  runtime: Runtime,
  { first, signal }: { readonly first: boolean; readonly signal: AbortSignal },
): Promise<void> {
  const listing = await takeListing(runtime, signal);
  try {
    await compareWith(runtime, listing, first);
  } finally {
    await listing.end();
  }
}

/**
 * Everything that is there, compared with what was read last: the accounts that show something else, those that are gone, and those that nobody
 * has. Only hints: what is concluded is concluded from a read of each.
 */
export async function compareWith(runtime: Runtime, listing: Listing, first: boolean): Promise<void> {
  for await (const page of listing.pages()) await comparePage(runtime, page, listing.begunAt, first);
  await findGone(runtime, listing);
  await findWithdrawn(runtime, listing);
}

async function comparePage(
  runtime: Runtime,
  accounts: readonly Account[],
  begunAt: number,
  first: boolean,
): Promise<void> {
  const { name, type, store, now } = runtime;
  const accountIds = accounts.map(({ id }) => id);
  const links = await store.links.list({ application: name, type, accountIds, limit: accounts.length * 2 });
  const held = new Map(links.map((link) => [link.accountId, link]));
  const changed = accounts.filter((account) => {
    const link = held.get(account.id);
    if (link === undefined || (link.lastDoneAt ?? 0) >= begunAt) return false;
    return link.identity !== account.identity || readsMembers(runtime) || hasNews(runtime, link, account);
  });
  await look(
    runtime,
    changed.map(({ id }) => id),
  );
  const strangers = accountIds.filter((id) => !held.has(id));
  const known = await store.newcomers.known(name, type, accountIds);
  // Come up while our own create was in doubt, and somebody's by now.
  const owned = accountIds.filter((id) => held.has(id) && known.has(id));
  if (owned.length > 0) await store.newcomers.remove(name, type, owned);
  const added = strangers
    .filter((id) => !known.has(id))
    .map((accountId): Newcomer => {
      const judged = !first || runtime.back?.policy.onNew === 'import' || runtime.application.client !== undefined;
      const since = now();
      return judged
        ? { accountId, state: 'new', since, attempts: 0, dueAt: since }
        : { accountId, state: 'known', since, attempts: 0 };
    });
  await store.newcomers.add(name, type, added);
}

/** Who is in a group no listing shows: each is looked at. */
function readsMembers({ type, back, accounts }: Runtime): boolean {
  return type === 'Group' && back?.members === true && accounts.members !== undefined;
}

async function look({ name, type, store, now }: Runtime, accountIds: readonly string[]): Promise<void> {
  if (accountIds.length === 0) return;
  const at = now();
  await store.links.look(
    { application: name, type },
    accountIds.map((accountId) => ({ accountId, look: { at } })),
    at,
  );
}

/** Linked, and not in the listing: each is asked for by itself before anything is said of it. */
async function findGone(runtime: Runtime, listing: Listing): Promise<void> {
  const { name, type, store } = runtime;
  for (let after: string | undefined; ; ) {
    const links = await store.links.list({
      application: name,
      type,
      states: ['linked', 'parked', 'held'],
      limit: linksAtOnce,
      ...(after === undefined ? {} : { after }),
    });
    const expected = links.filter((link) => isExpected(link, listing.begunAt));
    const there = await listing.getMany(expected.map(({ accountId = '' }) => accountId));
    await look(
      runtime,
      expected.flatMap(({ accountId = '' }) => (there.has(accountId) ? [] : [accountId])),
    );
    after = links.at(-1)?.id;
    if (links.length < linksAtOnce) return;
  }
}

/** Told to a person, and not in the listing: judged once more, which asks for each. */
async function findWithdrawn(runtime: Runtime, listing: Listing): Promise<void> {
  const { name, type, store, now } = runtime;
  for (const newcomer of await listReported(runtime)) {
    if (newcomer.since >= listing.begunAt || (await listing.getMany([newcomer.accountId])).size > 0) continue;
    await store.newcomers.put(name, type, { ...newcomer, state: 'new', dueAt: now() });
  }
}

/** Whoever is known to be gone waits for a person already. */
function isExpected({ accountId, goneSince, lastDoneAt = 0, errorKind }: Link, begunAt: number): boolean {
  return accountId !== undefined && goneSince === undefined && errorKind !== 'not-found' && lastDoneAt < begunAt;
}
