import { describe, expect, test } from 'vitest';
import { testTenants } from '../../conformance/tenants/test-tenants.js';
import { createMemoryStore } from '../../store/memory/create-memory-store.js';
import type { ResourceStore } from '../../store/resource-store.js';

describe('tenants in memory', () => {
  const store = createMemoryStore();
  for (const { name, run } of testTenants(async () => ({ store, concurrent: false, close: async () => {} })))
    test(name, run);
});

/** Stores that look into every directory that was named to them. */
const leaks: readonly (readonly [
  what: string,
  leak: (resources: ResourceStore, directories: () => string[]) => Partial<ResourceStore>,
  found: RegExp,
])[] = [
  [
    'finds by id',
    (resources, directories) => ({
      async find(scope, type, id) {
        for (const directory of directories()) {
          const found = await resources.find({ ...scope, directory }, type, id);
          if (found) return found;
        }
        return undefined;
      },
    }),
    /^GET \/Users\/<user> reaches/,
  ],
  [
    'answers filters',
    (resources, directories) => ({
      async query(scope, query) {
        const own = await resources.query(scope, query);
        if (own.total > 0 || query.filter === undefined) return own;
        const pages = directories().map((directory) => resources.query({ ...scope, directory }, query));
        return (await Promise.all(pages)).find(({ total }) => total > 0) ?? own;
      },
    }),
    /^GET \/Users by userName eq/,
  ],
  [
    'tells members apart',
    (resources, directories) => ({
      async commit(commit) {
        const outcome = await resources.commit(commit);
        if (outcome.kind !== 'unknown-members') return outcome;
        const elsewhere = await Promise.all(
          directories().map((directory) => resources.find({ directory, client: '' }, 'User', outcome.values[0] ?? '')),
        );
        return elsewhere.some((found) => found !== undefined) ? { kind: 'absent' } : outcome;
      },
    }),
    /^PATCH that adds another's <user> to one's own group/,
  ],
];

test.each(leaks)('a store that %s across directories is found out', async (_, leak, found) => {
  const store = createMemoryStore();
  const directories = new Set<string>();
  const noted: ResourceStore = {
    ...store.resources,
    commit: (commit) => {
      directories.add(commit.scope.directory);
      return store.resources.commit(commit);
    },
  };
  const resources = { ...noted, ...leak(noted, () => [...directories]) };
  const [broken] = testTenants(async () => ({
    store: { ...store, resources },
    concurrent: false,
    close: async () => {},
  })).filter(({ name }) => found.test(name));
  await expect(broken?.run()).rejects.toThrow();
});
