import { describe, test, vi } from 'vitest';
import { checkSqlHistories } from '../../apps/server/src/store/testing/check-sql-histories.js';
import { openPostgresHistories, openSqliteHistories } from '../../apps/server/src/store/testing/history-databases.js';
import { testPostgresUrl } from '../../apps/server/src/store/testing/postgres-for-tests.js';
import { form } from './form.js';

/** Each some minutes of a clock of their own, with faults of every kind; see `packages/core/src/conformance/histories`. */
const full = { runs: 1_000, everyFault: true } as const;
/** Another seed plays other ones. */
const seed = Number(process.env['LINKSPAN_HISTORIES_SEED'] ?? 4);
const options = { timers: vi, seed, ...(form === 'full' ? full : { runs: 30 }) } as const;
const timeout = 7_200_000;

describe('whatever is lost, refused, slow, doubled or killed on the way, the application ends equal to the directory', () => {
  test('on SQLite', () => checkSqlHistories(openSqliteHistories, options), timeout);

  test.runIf(testPostgresUrl)(
    'on PostgreSQL (LINKSPAN_TEST_POSTGRES)',
    () => checkSqlHistories(() => openPostgresHistories(testPostgresUrl ?? ''), options),
    timeout,
  );
});
