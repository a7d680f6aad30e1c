import { checkTwoWayHistories, type TwoWayHistoriesOptions } from '@linkspan/core/conformance';
import type { HistoryDatabase } from './history-databases.js';

/** Plays random histories of two-way sync on a database of their own. Resolves with how many. */
export async function checkSqlTwoWayHistories(
  open: () => Promise<HistoryDatabase>,
  options: Omit<TwoWayHistoriesOptions, 'open'>,
): Promise<number> {
  const database = await open();
  try {
    return await checkTwoWayHistories({ ...options, open: database.open });
  } finally {
    await database.remove();
  }
}
