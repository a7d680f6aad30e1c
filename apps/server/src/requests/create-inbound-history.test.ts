import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLog } from '../create-log.js';
import { createSqlStore, type Database, migrate, purgeRequests } from '../store/index.js';
import { openPglite } from '../store/testing/open-pglite.js';
import { openSqliteFile } from '../store/testing/open-sqlite-file.js';
import { createInboundHistory } from './create-inbound-history.js';
import { createRequestLog } from './create-request-log.js';
import type { RequestEntry } from './request-entry.js';

const places = [
  ['SQLite', openSqliteFile],
  [
    'PGlite',
    async () => {
      const database = await openPglite();
      await migrate(database);
      return { database, remove: () => database.close() };
    },
  ],
] as const;

describe.each(places)('what a client has done, on %s', (_, open) => {
  let database: Database;
  let remove: () => Promise<void>;

  beforeAll(async () => {
    ({ database, remove } = await open());
  }, 60_000);

  afterAll(() => remove());

  type Row = readonly [at: number, method: string, path: string, status: number];

  async function log(client: string, rows: readonly Row[]) {
    const requestLog = createRequestLog({ database, log: createLog('silent'), reads: () => 1 });
    for (const [at, method, path, status] of rows) {
      const entry = { client, at, method, path, status, requestId: 'r', milliseconds: 1, headers: {} };
      requestLog.record({ ...entry, quirks: [], ignored: [] } satisfies RequestEntry);
    }
    await requestLog.close();
  }

  function read(name: string) {
    const { resources } = createSqlStore(database);
    return createInboundHistory({ name, directory: 'main' }, database, resources).requests();
  }

  test('is remembered after a first sync of thousands, a flood of strangers, and the purge of the log', async () => {
    await log('idp', [
      [1, 'DELETE', '/Groups/1', 204],
      [2, 'DELETE', '/Users/1', 204],
    ]);
    await log(
      'idp',
      Array.from({ length: 3_000 }, (_, index) => [index + 10, 'POST', '/Users', 201] as const),
    );
    await log(
      'idp',
      Array.from({ length: 3_000 }, (_, index) => [index + 10_000, 'GET', `/${index}`, 401] as const),
    );
    await purgeRequests(database, 1_000_000);
    expect(await read('idp')).toEqual({
      accepted: [
        { method: 'POST', path: '/Users', status: 201, at: '1970-01-01T00:00:03.009Z' },
        { method: 'DELETE', path: '/Users/1', status: 204, at: '1970-01-01T00:00:00.002Z' },
        { method: 'DELETE', path: '/Groups/1', status: 204, at: '1970-01-01T00:00:00.001Z' },
      ],
      refused: { method: 'GET', path: '/2999', status: 401, at: '1970-01-01T00:00:12.999Z' },
    });
  });

  test('names nobody who was asked for, and is one row for each kind', async () => {
    await log('okta', [
      [1, 'GET', '/Users?filter=userName%20eq%20%22ada%22', 200],
      [2, 'GET', '/Users?count=1', 200],
    ]);
    expect(await read('okta')).toEqual({
      accepted: [{ method: 'GET', path: '/Users', status: 200, at: '1970-01-01T00:00:00.002Z' }],
    });
  });

  test('is never overwritten by what came before it', async () => {
    await log('entra', [
      [5, 'POST', '/Users', 201],
      [4, 'POST', '/Users', 409],
    ]);
    await log('entra', [[3, 'POST', '/Users', 503]]);
    expect((await read('entra')).accepted).toMatchObject([{ status: 201 }]);
  });

  test('is nothing for whom nobody has heard of', async () => {
    expect(await read('nobody')).toEqual({ accepted: [] });
  });
});
