import { testStore } from '@linkspan/core/conformance';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSqlStore } from '../create-sql-store.js';
import type { Database } from '../database.js';
import { migrate } from '../migrate.js';
import { sql } from '../sql.js';
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

describe('on PostgreSQL, the fault of who sent it and not of the storage is', () => {
  test.each([
    ['U+0000 in a column', (text: string) => sql`cast(${text} as text)`, 'a\u0000b'],
    ['U+0000 in a document', (text: string) => database.dialect.document({ text }), 'a\u0000b'],
    ['half of a surrogate pair in a document', (text: string) => database.dialect.document({ text }), 'a\ud83d'],
  ])('%s', async (_, compile, text) => {
    await expect(database.write((session) => session.all(sql`select ${compile(text)}`))).rejects.toMatchObject({
      status: 400,
      scimType: 'invalidValue',
      message: expect.stringContaining('U+0000'),
    });
  });
});
