import type { Commit, JournalEntry, Store } from '@linkspan/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSqlStore } from '../create-sql-store.js';
import type { Database } from '../database.js';
import { migrate } from '../migrate.js';
import { parseRowId } from '../row-id.js';
import { sql, verbatim } from '../sql.js';
import { openPglite } from '../testing/open-pglite.js';
import { openSqliteFile } from '../testing/open-sqlite-file.js';
import { purgeGuardNotes } from './purge-guard-notes.js';
import { purgeJournal } from './purge-journal.js';
import { purgeListings } from './purge-listings.js';
import { purgePlans } from './purge-plans.js';
import { purgeRequests } from './purge-requests.js';
import { purgeRuns } from './purge-runs.js';
import { purgeTrash } from './purge-trash.js';

interface Opened {
  readonly database: Database;
  remove(): Promise<void>;
}

async function makePglite(): Promise<Opened> {
  const database = await openPglite();
  await migrate(database);
  return { database, remove: () => database.close() };
}

const places = [
  ['SQLite', openSqliteFile],
  ['PGlite', makePglite],
] as const;

const scope = { directory: 'main', client: 'idp' };

describe.each(places)('what is kept for a while on %s', (_, open) => {
  let opened: Opened;
  let database: Database;
  let store: Store;
  let now = 0;

  beforeAll(async () => {
    opened = await open();
    database = opened.database;
    store = createSqlStore(database, { now: () => now });
  }, 60_000);

  afterAll(() => opened.remove());

  const commit = (type: string, id: string, expectVersion: number, part: Partial<Commit>) => {
    const journal: JournalEntry = { actor: 'a', action: 'test', directory: 'main', resourceType: type, resourceId: id };
    return store.resources.commit({ scope, type, id, expectVersion, marks: [], journal, ...part });
  };
  const count = async (table: string) => {
    const [row] = await database.read.all<{ readonly rows: number | string }>(
      verbatim(`select count(*) as rows from ${table}`),
    );
    return Number(row?.rows);
  };

  test('the trash keeps document, owner, externalId and memberships, until they are purged', async () => {
    now = 1000;
    const people = Array.from({ length: 1100 }, (_, index) => `user-${index}`);
    await Promise.all(people.map((id) => commit('User', id, 0, { resource: { userName: id }, externalId: `x-${id}` })));
    await commit('Group', 'staff', 0, { resource: { displayName: 'Staff' }, members: { replace: people } });
    await commit('Group', 'crew', 0, { resource: { displayName: 'Crew' }, members: { replace: ['user-0'] } });
    await store.marks.remove((await store.marks.list(10_000)).map(({ seq }) => seq));

    now = 2000;
    await commit('User', 'user-0', 1, { resource: 'trash', scope: { ...scope, client: 'second' } });
    now = 3000;
    const marks = [{ type: 'Group', id: 'staff', reach: 'members' }] as const;
    await commit('Group', 'staff', 2, { resource: 'trash', marks });

    const [kept] = await database.read.all(sql`
      select t.attributes, t.owner, t.deleted_by, t.member_of, e.external_id from trash t
      join external_ids e on e.directory = t.directory and e.type = t.type and e.resource_id = t.id
      where t.id = 'user-0'`);
    expect(kept).toEqual({
      attributes: '{"userName":"user-0"}',
      owner: 'idp',
      deleted_by: 'second',
      member_of: '["crew","staff"]',
      external_id: 'x-user-0',
    });

    expect(await purgeTrash(database, 2000)).toBe(0);
    expect(await purgeTrash(database, 2001)).toBe(1);
    expect(await count('external_ids')).toBe(1099);
    // Its members are not expanded yet.
    expect(await purgeTrash(database, 5000)).toBe(0);
    expect(await store.resources.listMembers(scope, { group: 'staff', limit: 2000 })).toHaveLength(1099);
    await store.marks.remove((await store.marks.list(10)).map(({ seq }) => seq));
    expect(await count('members')).toBe(1099);
    expect(await purgeTrash(database, 5000)).toBe(1);
    expect([await count('members'), await count('trash')]).toEqual([0, 0]);
    expect(await store.resources.find(scope, 'User', 'user-1')).toMatchObject({ externalId: 'x-user-1' });
  }, 60_000);

  test('history and the request log go by their age', async () => {
    await database.write((session) => session.all(verbatim('delete from journal')));
    for (const at of [1000, 2000, 3000]) {
      now = at;
      await commit('Group', `at-${at}`, 0, { resource: { displayName: 'x' } });
      await database.write((session) =>
        session.all(sql`insert into requests (client, at, request_id, method, path, status, milliseconds)
          values ('idp', ${at}, 'r', 'GET', '/Users', 200, 1.5)`),
      );
    }
    expect(await purgeJournal(database, 3000)).toBe(2);
    expect((await store.journal.list({ limit: 10 })).map(({ resourceId }) => resourceId)).toEqual(['at-3000']);
    expect(await purgeRequests(database, 2000)).toBe(1);
    expect(await count('requests')).toBe(2);
  });

  test('runs go by when they were last seen, plans by when they expired, each with its items', async () => {
    const item = { resourceId: 'r', label: 'ada', action: 'create', reason: 'in scope' };
    const runs = [];
    for (const [startedAt, seenAt] of [
      [1000, 1500],
      [1000, 2000],
      [2000, 2000],
    ] as const) {
      const asked = { application: 'blog', kind: 'sync', actor: 'operator', options: {}, counts: {} } as const;
      runs.push(await store.runs.begin({ ...asked, state: 'done', startedAt, seenAt }));
    }
    const plans = [];
    for (const expiresAt of [1999, 2000]) {
      plans.push(await store.plans.begin({ application: 'blog', createdAt: 1, expiresAt, options: {}, counts: {} }));
    }
    const many = Array.from({ length: 1100 }, () => item);
    for (const { id } of runs) await store.runs.addItems(id, many);
    for (const { id } of plans)
      await store.plans.addItems(
        id,
        many.map((each) => ({ ...each, digest: 'd' })),
      );
    expect(await purgeRuns(database, 2000)).toBe(1);
    expect(await purgePlans(database, 2000)).toBe(1);
    expect(await store.runs.list({ limit: 10 })).toEqual([runs[2], runs[1]]);
    expect(await store.plans.list({ limit: 10 })).toEqual([plans[1]]);
    expect([await count('run_items'), await count('plan_items')]).toEqual([2200, 1100]);
    expect(await purgeRuns(database, 2001)).toBe(2);
    expect(await count('run_items')).toBe(0);
  });

  test('listings go by their age, and what was left of one that ended goes at any', async () => {
    const begin = async (at: number) => {
      const listing = await store.listings.begin('blog', at);
      const account = { id: '7', document: {}, keys: [['email', 'ada@example.com']] } as const;
      await store.listings.add(listing, [account, { ...account, id: '8' }]);
      return listing;
    };
    const [old, cutOff, young] = [await begin(1999), await begin(5000), await begin(2000)];
    await database.write((session) =>
      session.all(sql`update listings set ended = true where id = ${parseRowId(cutOff)}`),
    );
    await expect(store.listings.getMany(cutOff, ['7'])).rejects.toThrow('has ended');
    expect(await purgeListings(database, 2000)).toBe(2);
    await expect(store.listings.count(old)).rejects.toThrow('has ended');
    expect(await store.listings.count(young)).toBe(2);
    expect([await count('listed_accounts'), await count('listed_keys')]).toEqual([2, 2]);
    expect(await purgeListings(database, 9000)).toBe(1);
    expect([await count('listed_accounts'), await count('listed_keys'), await count('listings')]).toEqual([0, 0, 0]);
  });

  test('what guards counted goes by its age', async () => {
    const subjects = Array.from({ length: 1100 }, (_, index) => `r-${index}`);
    await Promise.all(
      subjects.map((subject) => store.guards.take('a', 'delete', subject, { at: 1000, since: 0, limit: 2000 })),
    );
    await store.guards.take('a', 'delete', 'r-7', { at: 2000, since: 2000, limit: 2000 });
    expect(await purgeGuardNotes(database, 2000)).toBe(1099);
    expect(await count('guard_notes')).toBe(1);
  }, 30_000);
});
