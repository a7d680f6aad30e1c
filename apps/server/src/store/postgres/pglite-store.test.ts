import { createScimServer, longestIndexedValue } from '@linkspan/core';
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

describe('a value under an index', () => {
  // Three bytes each, and nothing that repeats: else PostgreSQL compresses it, and takes more.
  const text = (length: number) =>
    Array.from({ length }, (_, index) => String.fromCodePoint(0x4e00 + ((index * 7919) % 20_000))).join('');

  test('that is longer than the index takes is the fault of who sent it', async () => {
    const { resources } = createSqlStore(database);
    const committed = resources.commit({
      scope: { directory: 'long', client: 'idp' },
      type: 'User',
      id: 'long',
      expectVersion: 0,
      resource: { userName: text(1_000) },
      marks: [],
      journal: { actor: 'x', action: 'create', directory: 'long', resourceType: 'User', resourceId: 'long' },
    });
    await expect(committed).rejects.toMatchObject({
      status: 400,
      scimType: 'invalidValue',
      message: expect.stringContaining(`at most ${longestIndexedValue} characters`),
    });
  });

  test.each([
    [longestIndexedValue, 201],
    [longestIndexedValue + 1, 400],
  ])('of %i characters is answered %i', async (length, status) => {
    const { resources } = createSqlStore(database);
    const value = text(length);
    const body = { userName: value, displayName: value, name: { familyName: value }, emails: [{ value }] };
    const answer = await createScimServer({ resources }).handle(
      {
        method: 'POST',
        path: '/Users',
        query: new URLSearchParams(),
        headers: {},
        requestId: 'r',
        body: JSON.stringify({ ...body, externalId: value }),
      },
      { id: 'idp', directory: 'long', baseUrl: 'https://hub.example', scopes: new Set(['write']), quirks: [] },
    );
    expect(answer.status).toBe(status);
  });
});
