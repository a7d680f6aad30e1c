import { performance } from 'node:perf_hooks';
import fc from 'fast-check';
import type { TwoWayHistoriesOptions } from './check-two-way-histories.js';
import { playTwoWayHistory } from './play-two-way-history.js';
import { twoWayHistoryOf } from './two-way-history-of.js';

/** Between two looks at the clock. */
const atOnce = 5;
/** Apart enough that one seed's histories are never another's. */
const stride = 100_000;

export async function checkTwoWayProperty({
  open,
  timers,
  seed,
  milliseconds,
  replay,
}: TwoWayHistoriesOptions): Promise<number> {
  const end = performance.now() + milliseconds;
  let played = 0;
  const one = fc.asyncProperty(twoWayHistoryOf(), async (history) => {
    const { stores, close } = await open();
    try {
      await playTwoWayHistory(history, stores, timers, () => {});
      played += 1;
    } finally {
      await close();
    }
  });
  if (replay !== undefined) await fc.assert(one, { ...replay, endOnFailure: true });
  else
    for (let chunk = 0; performance.now() < end; chunk += 1) {
      await fc.assert(one, { numRuns: atOnce, seed: seed * stride + chunk });
    }
  return played;
}
