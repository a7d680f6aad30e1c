import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testStore } from '@linkspan/core/conformance';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { createSqlStore } from '../create-sql-store.js';
import type { Database } from '../database.js';
import { migrate } from '../migrate.js';
import { openDatabase } from '../open-database.js';

let folder: string;
let database: Database;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linkspan-store-'));
  database = await openDatabase({ kind: 'sqlite', file: join(folder, 'store.sqlite') });
  await migrate(database);
});

afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

describe('the store on SQLite', () => {
  const cases = testStore(async () => ({ store: createSqlStore(database), concurrent: false, close: async () => {} }));
  for (const { name, run } of cases) test(name, run, 60_000);
});
