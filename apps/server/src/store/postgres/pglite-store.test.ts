import { testStore } from '@linkspan/core/conformance';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { createSqlStore } from '../create-sql-store.js';
import type { Database } from '../database.js';
import { migrate } from '../migrate.js';
import { openPglite } from '../testing/open-pglite.js';

let database: Database;

beforeAll(async () => {
  database = await openPglite();
  await migrate(database);
}, 60_000);

afterAll(() => database.close());

describe('the store on PGlite', () => {
  const cases = testStore(async () => ({ store: createSqlStore(database), concurrent: false, close: async () => {} }));
  for (const { name, run } of cases) test(name, run, 120_000);
});
