import { checkHistories } from '@linkspan/core/conformance';
import { describe, test, vi } from 'vitest';
import { type HistoryDatabase, openPostgresHistories, openSqliteHistories } from './testing/history-databases.js';
import { testPostgresUrl } from './testing/postgres-for-tests.js';

/** `npm run acceptance` plays a thousand on each. */
const runs = Number(process.env['RUNS'] ?? 30);
const seed = Number(process.env['SEED'] ?? 4);

describe('whatever is lost, refused, slow, doubled or killed on the way, the application ends equal to the directory', () => {
  const check = async (database: HistoryDatabase) => {
    try {
      await checkHistories({ open: database.open, timers: vi, runs, seed });
    } finally {
      await database.remove();
    }
  };

  test('on SQLite', async () => check(await openSqliteHistories()), 3_600_000);

  test.runIf(testPostgresUrl)(
    'on PostgreSQL',
    async () => check(await openPostgresHistories(testPostgresUrl ?? '')),
    3_600_000,
  );
});
