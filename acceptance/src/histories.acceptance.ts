import { describe, test, vi } from 'vitest';
import { checkSqlHistories } from '../../apps/server/src/store/testing/check-sql-histories.js';
import { openPostgresHistories, openSqliteHistories } from '../../apps/server/src/store/testing/history-databases.js';
import { testPostgresUrl } from '../../apps/server/src/store/testing/postgres-for-tests.js';
import { form } from './form.js';

/** Each some minutes of a clock of their own, with faults of every kind; see `packages/core/src/conformance/histories`. */
const options = { timers: vi, runs: form === 'full' ? 1_000 : 30, seed: 4 } as const;
const timeout = 7_200_000;

describe('whatever is lost, refused, slow, doubled or killed on the way, the application ends equal to the directory', () => {
  test('on SQLite', () => checkSqlHistories(openSqliteHistories, options), timeout);

  test.runIf(testPostgresUrl)(
    'on PostgreSQL (LINKSPAN_TEST_POSTGRES)',
    () => checkSqlHistories(() => openPostgresHistories(testPostgresUrl ?? ''), options),
    timeout,
  );
});
