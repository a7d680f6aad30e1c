import { expect, test, vi } from 'vitest';
import { checkTwoWayHistories } from '../../conformance/two-way/check-two-way-histories.js';
import { createMemoryStore } from '../../store/memory/create-memory-store.js';

/** Of real time, on the reference of the store ports; `acceptance` plays longer, on real databases. */
const milliseconds = Number(process.env['LINKSPAN_TWO_WAY_MS'] ?? 10_000);
const [replaySeed, path] = process.env['LINKSPAN_TWO_WAY_REPLAY']?.split(' ') ?? [];
const replay = path === undefined ? undefined : { seed: Number(replaySeed), path };
const seed = Number(process.env['LINKSPAN_HISTORIES_SEED'] ?? 4);

test('whatever both sides edit and whatever fails meanwhile, they end equal, no edit is lost, and nothing more is written', async () => {
  const open = async () => {
    const store = createMemoryStore();
    return { stores: [store, store] as const, close: async () => {} };
  };
  const played = await checkTwoWayHistories({ open, timers: vi, seed, milliseconds, replay });
  expect(played).toBeGreaterThan(0);
}, 600_000);
