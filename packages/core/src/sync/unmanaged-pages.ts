import type { Account } from '../connector/account.js';
import type { Runtime } from './runtime.js';
import type { Listing } from './take-listing.js';

/** Accounts that no link holds. */
async function* unmanagedPages(runtime: Runtime, listing: Listing): AsyncGenerator<readonly Account[]> {
  for await (const page of listing.pages()) {
    const held = await heldAccounts(runtime, page);
    yield page.filter(({ id }) => !held.has(id));
  }
}

/** The ids of those accounts that a link holds. */
export async function heldAccounts(
  { name, type, store }: Runtime,
  accounts: readonly Account[],
): Promise<ReadonlySet<string | undefined>> {
  if (accounts.length === 0) return new Set();
  const accountIds = accounts.map(({ id }) => id);
  const held = await store.links.list({ application: name, type, accountIds, limit: accounts.length });
  return new Set(held.map(({ accountId }) => accountId));
}

export async function countUnmanaged(runtime: Runtime, listing: Listing): Promise<number> {
  let count = 0;
  for await (const page of unmanagedPages(runtime, listing)) count += page.length;
  return count;
}
