import { test, vi } from 'vitest';
import { checkHistories } from '../conformance/histories/check-histories.js';
import { createMemoryStore } from '../store/memory/create-memory-store.js';

test('whatever is lost, refused, slow, doubled or killed on the way, the application ends equal to the directory', async () => {
  const open = async () => {
    const store = createMemoryStore();
    return { stores: [store, store] as const, close: async () => {} };
  };
  await checkHistories({
    open,
    timers: vi,
    runs: Number(process.env['RUNS'] ?? 100),
    seed: Number(process.env['SEED'] ?? 4),
  });
}, 1_200_000);
