import fc from 'fast-check';
import type { HistoriesOptions } from './check-histories.js';
import { createFaultCount } from './create-fault-count.js';
import { historyOf } from './history-of.js';
import { playHistory } from './play-history.js';

export async function checkHistoryProperty({
  open,
  timers,
  runs,
  seed,
  everyFault,
  groups = false,
}: HistoriesOptions): Promise<void> {
  const count = createFaultCount();
  await fc.assert(
    fc.asyncProperty(historyOf({ groups }), async (one) => {
      const { stores, close } = await open();
      try {
        await playHistory(one, stores, timers, count.add);
      } finally {
        await close();
      }
    }),
    { numRuns: runs, seed },
  );
  if (everyFault) count.requireEvery();
}
