import { checkHistories, type HistoriesOptions } from '@linkspan/core/conformance';
import type { HistoryDatabase } from './history-databases.js';

/** Plays random histories on a database of their own. */
export async function checkSqlHistories(
  open: () => Promise<HistoryDatabase>,
  options: Pick<HistoriesOptions, 'timers' | 'runs' | 'seed' | 'everyFault'>,
): Promise<void> {
  const database = await open();
  try {
    await checkHistories({ ...options, groups: true, open: database.open });
  } finally {
    await database.remove();
  }
}
