import { test, vi } from 'vitest';
import { checkHistories } from '../conformance/histories/check-histories.js';
import { createMemoryStore } from '../store/memory/create-memory-store.js';

/** On the reference of the store ports, where many are cheap; `apps/server` plays them on real databases. */
const runs = 200;
const seed = 4;

test.each([
  ['people', false],
  ['people and groups', true],
])(
  'whatever is lost, refused, slow, doubled or killed on the way, %s at the application end equal to the directory',
  async (_of, groups) => {
    const open = async () => {
      const store = createMemoryStore();
      return { stores: [store, store] as const, close: async () => {} };
    };
    await checkHistories({ open, timers: vi, runs, seed, groups, everyFault: true });
  },
  300_000,
);
