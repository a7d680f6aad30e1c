import { describe, test, vi } from 'vitest';
import { checkSqlHistories } from './testing/check-sql-histories.js';
import { openPostgresHistories, openSqliteHistories } from './testing/history-databases.js';
import { testPostgresUrl } from './testing/postgres-for-tests.js';

/** `npm run acceptance` plays a thousand on each. */
const options = { timers: vi, runs: 30, seed: 4 } as const;
const timeout = 300_000;

describe('whatever is lost, refused, slow, doubled or killed on the way, the application ends equal to the directory', () => {
  test('on SQLite', () => checkSqlHistories(openSqliteHistories, options), timeout);

  test.runIf(testPostgresUrl)(
    'on PostgreSQL',
    () => checkSqlHistories(() => openPostgresHistories(testPostgresUrl ?? ''), options),
    timeout,
  );
});
