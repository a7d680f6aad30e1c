import type { ListedAccount, ListingStore } from '../listing-store.js';
import { type MemoryListing, type MemoryState, nextId } from './memory-state.js';

export function createMemoryListingStore(state: MemoryState): ListingStore {
  const open = (id: string): MemoryListing => {
    const listing = state.listings.get(id);
    if (!listing) throw new Error(`The listing ${id} has ended. Begin another, and list the accounts again.`);
    return listing;
  };
  return {
    async begin(_application, now) {
      const id = nextId(state);
      state.listings.set(id, { begunAt: now, accounts: new Map(), keys: new Map() });
      return id;
    },
    async add(id, accounts) {
      const listing = open(id);
      for (const account of accounts) {
        if (!listing.accounts.has(account.id)) addAccount(listing, structuredClone(account));
      }
    },
    async getMany(id, accountIds) {
      const { accounts } = open(id);
      const found = accountIds.flatMap((accountId) => accounts.get(accountId) ?? []);
      return new Map(found.map((account) => [account.id, account.document]));
    },
    async findByKey(id, remote, value) {
      const { accounts, keys } = open(id);
      const found = [...(keys.get(JSON.stringify([remote, value])) ?? [])].sort().slice(0, 10);
      return found.flatMap((accountId) => accounts.get(accountId) ?? []).map(({ document }) => document);
    },
    async list(id, { after = '', limit }) {
      const behind = [...open(id).accounts.values()].filter((account) => account.id > after);
      const page = behind.sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, limit);
      return page.map(({ id: accountId, document }) => ({ id: accountId, document }));
    },
    async count(id) {
      return open(id).accounts.size;
    },
    async end(id) {
      state.listings.delete(id);
    },
    async purge(before) {
      for (const [id, { begunAt }] of [...state.listings]) if (begunAt < before) state.listings.delete(id);
    },
  };
}

function addAccount({ accounts, keys }: MemoryListing, account: ListedAccount): void {
  accounts.set(account.id, account);
  for (const key of account.keys) {
    const name = JSON.stringify(key);
    keys.set(name, (keys.get(name) ?? new Set()).add(account.id));
  }
}
