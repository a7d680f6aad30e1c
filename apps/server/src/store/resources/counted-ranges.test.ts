import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JournalEntry, ResourceStore } from '@linkspan/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../database.js';
import { migrate } from '../migrate.js';
import { openPglite } from '../testing/open-pglite.js';
import { openSqliteFile } from '../testing/open-sqlite-file.js';
import { createPostgresSchema, testPostgresUrl } from '../testing/postgres-for-tests.js';
import { createResourceStore } from './create-resource-store.js';
import { listRanges } from './list-ranges.js';

const rangeSize = 5;

interface Opened {
  readonly database: Database;
  close(): Promise<void>;
}

const databases: Record<string, () => Promise<Opened>> = {
  async SQLite() {
    const { database, remove } = await openSqliteFile();
    return { database, close: remove };
  },
  async PGlite() {
    const database = await openPglite();
    await migrate(database);
    return { database, close: () => database.close() };
  },
  ...(testPostgresUrl !== undefined && {
    async PostgreSQL() {
      const schema = await createPostgresSchema(testPostgresUrl ?? '');
      const database = await schema.open();
      await migrate(database);
      return {
        database,
        async close() {
          await database.close();
          await schema.drop();
        },
      };
    },
  }),
};

describe.each(Object.entries(databases))('pages of everything on %s', (_, open) => {
  const directory = `ranges-${randomUUID()}`;
  const scope = { directory, client: 'idp' };
  let opened: Opened;
  let store: ResourceStore;

  beforeAll(async () => {
    opened = await open();
    store = createResourceStore(opened.database, { now: () => 0, rangeSize });
  }, 60_000);

  afterAll(() => opened.close());

  function write(id: string, expectVersion: number, resource: 'trash' | { readonly userName: string }) {
    const journal: JournalEntry = {
      actor: 'client:idp',
      action: 'test',
      directory,
      resourceType: 'User',
      resourceId: id,
    };
    return store.commit({ scope, type: 'User', id, expectVersion, resource, marks: [], journal });
  }

  async function everyPage(of: number): Promise<readonly string[]> {
    const ids: string[] = [];
    for (let startIndex = 1; ; startIndex += of) {
      const { resources } = await store.query(scope, { type: 'User', startIndex, count: of });
      ids.push(...resources.map(({ id }) => id));
      if (resources.length < of) return ids;
    }
  }

  async function settledRanges() {
    for (let tries = 0; tries < 200; tries += 1) {
      const ranges = await listRanges(opened.database.read, directory, 'User');
      if (ranges.every(({ total }) => total < 2 * rangeSize)) return ranges;
      await everyPage(3);
      await sleep(10);
    }
    throw new Error('the ranges were not split');
  }

  test('are complete and in order whatever comes, goes and is split meanwhile', async () => {
    const present = new Set<string>();
    // In no order, as the clocks of several servers would make them.
    const ids = Array.from({ length: 90 }, () => randomUUID());
    for (let start = 0; start < ids.length; start += 15) {
      await Promise.all([
        ...ids.slice(start, start + 15).map(async (id) => {
          expect(await write(id, 0, { userName: id })).toMatchObject({ kind: 'committed' });
          present.add(id);
        }),
        everyPage(7),
      ]);
      const leaving = [...present].filter((_id, index) => index % 4 === 0);
      await Promise.all([
        ...leaving.map(async (id) => {
          expect(await write(id, 1, 'trash')).toMatchObject({ kind: 'committed' });
          present.delete(id);
        }),
        everyPage(7),
      ]);
      const ranges = await settledRanges();
      for (const [index, { firstId, total }] of ranges.entries()) {
        const end = ranges[index + 1]?.firstId;
        expect(total).toBe([...present].filter((id) => id >= firstId && (end === undefined || id < end)).length);
      }
      expect(await everyPage(7)).toEqual([...present].sort());
    }
    expect((await listRanges(opened.database.read, directory, 'User')).length).toBeGreaterThan(3);
    const behind = await store.query(scope, { type: 'User', startIndex: present.size + 1, count: 5 });
    expect(behind).toEqual({ total: present.size, resources: [] });
  }, 60_000);
});
