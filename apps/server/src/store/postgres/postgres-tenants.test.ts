import { testTenants } from '@linkspan/core/conformance';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { createSqlStore } from '../create-sql-store.js';
import type { Database } from '../database.js';
import { migrate } from '../migrate.js';
import { createPostgresSchema, type PostgresSchema, testPostgresUrl } from '../testing/postgres-for-tests.js';

describe.runIf(testPostgresUrl)('tenants on a PostgreSQL server', () => {
  let schema: PostgresSchema;
  let database: Database;

  beforeAll(async () => {
    schema = await createPostgresSchema(testPostgresUrl ?? '');
    database = await schema.open();
    await migrate(database);
  });

  afterAll(async () => {
    await database.close();
    await schema.drop();
  });

  const cases = testTenants(async () => ({ store: createSqlStore(database), concurrent: true, close: async () => {} }));
  for (const { name, run } of cases) test(name, run, 120_000);
});
