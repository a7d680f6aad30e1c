import type { FakeTimers } from './fake-timers.js';
import type { HistoryStores } from './play-history.js';

export interface HistoriesOptions {
  /** Two views of one empty database, opened anew for every history. */
  open(): Promise<{ readonly stores: HistoryStores; close(): Promise<void> }>;
  readonly timers: FakeTimers;
  readonly runs: number;
  /** The same gives the same histories. */
  readonly seed: number;
  /** The directory's groups are provisioned as well. Default false. */
  readonly groups?: boolean;
  /** Rejects where a fault befell no read, or no write, in all of them: for hundreds. */
  readonly everyFault?: boolean;
}

/**
 * Plays random histories of changes in the directory, faults of the site and deaths of the server. Rejects with the smallest one found
 * that does not end as it should: the application equal to the directory. Needs fast-check.
 */
export async function checkHistories(options: HistoriesOptions): Promise<void> {
  const { checkHistoryProperty } = await import('./check-history-property.js');
  await checkHistoryProperty(options);
}
