import { testTenants } from '@linkspan/core/conformance';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { createSqlStore } from '../create-sql-store.js';
import { openSqliteFile, type SqliteFile } from '../testing/open-sqlite-file.js';

let opened: SqliteFile;

beforeAll(async () => {
  opened = await openSqliteFile();
});

afterAll(() => opened.remove());

describe('tenants on SQLite', () => {
  const cases = testTenants(async () => ({
    store: createSqlStore(opened.database),
    concurrent: false,
    close: async () => {},
  }));
  for (const { name, run } of cases) test(name, run, 60_000);
});
