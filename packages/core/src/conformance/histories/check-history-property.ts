import fc from 'fast-check';
import type { HistoriesOptions } from './check-histories.js';
import { historyOf } from './history-of.js';
import { playHistory } from './play-history.js';

export async function checkHistoryProperty({
  open,
  timers,
  runs,
  seed,
  groups = false,
}: HistoriesOptions): Promise<void> {
  await fc.assert(
    fc.asyncProperty(historyOf({ groups }), async (one) => {
      const { stores, close } = await open();
      try {
        await playHistory(one, stores, timers);
      } finally {
        await close();
      }
    }),
    { numRuns: runs, seed },
  );
}
