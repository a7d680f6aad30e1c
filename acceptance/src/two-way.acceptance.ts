import { describe, expect, test, vi } from 'vitest';
import { checkSqlTwoWayHistories } from '../../apps/server/src/store/testing/check-sql-two-way-histories.js';
import {
  type HistoryDatabase,
  openPostgresHistories,
  openSqliteHistories,
} from '../../apps/server/src/store/testing/history-databases.js';
import { testPostgresUrl } from '../../apps/server/src/store/testing/postgres-for-tests.js';
import { form } from './form.js';

/** Of a clock of their own; see `packages/core/src/conformance/two-way`. Another first seed plays other ones. */
const first = Number(process.env['LINKSPAN_HISTORIES_SEED'] ?? 4);
const seeds = [0, 1, 2, 3, 4].map((place) => first + place);
/** `LINKSPAN_TWO_WAY_REPLAY="<seed> <path>"`, as a failure tells them: that history alone. */
const [replaySeed, path] = process.env['LINKSPAN_TWO_WAY_REPLAY']?.split(' ') ?? [];
const replay = path === undefined ? undefined : { seed: Number(replaySeed), path };

const databases: [name: string, open: () => Promise<HistoryDatabase>][] = [['SQLite', openSqliteHistories]];
const postgres = testPostgresUrl;
if (postgres !== undefined) databases.push(['PostgreSQL', () => openPostgresHistories(postgres)]);
/** A minute in all, ten in full. */
const milliseconds = (form === 'full' ? 600_000 : 60_000) / (seeds.length * databases.length);
const timeout = 3_600_000;

describe.each(databases)('on %s both sides end equal, no edit is lost, and nothing more is written', (_, open) => {
  test.each(seeds)(
    'whatever is edited and whatever fails meanwhile, seed %i',
    async (seed) => {
      const played = await checkSqlTwoWayHistories(open, { timers: vi, seed, milliseconds, replay });
      expect(played).toBeGreaterThan(0);
    },
    timeout,
  );
});
