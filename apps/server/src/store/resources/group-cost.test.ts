import type { Commit, JournalEntry, Store } from '@linkspan/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSqlStore } from '../create-sql-store.js';
import { explainSqlite, findScans } from '../testing/explain-sqlite.js';
import { openSqliteFile, type SqliteFile } from '../testing/open-sqlite-file.js';
import { watchStatements } from '../testing/watch-statements.js';

const scope = { directory: 'main', client: 'idp' };
const people = 70_001;
const newcomer = idOf(people);
const groups = { few: 10, thousands: 10_000, company: 70_000 };
type GroupName = keyof typeof groups;

let opened: SqliteFile;
let store: Store;

beforeAll(async () => {
  opened = await openSqliteFile();
  store = createSqlStore(opened.database);
  await opened.database.knex.raw(`
    with recursive number (n) as (select 1 union all select n + 1 from number where n < ${people})
    insert into resources (directory, type, id, owner, version, created, last_modified, label, attributes, search, user_name_key)
    select 'main', 'User', printf('user-%06d', n), 'idp', 1, 0, 0, 'u' || n, '{"userName":"u' || n || '"}',
      jsonb('{"userName":"u' || n || '"}'), 'u' || n from number`);
  for (const [name, size] of Object.entries(groups)) {
    const replace = Array.from({ length: size }, (_, index) => idOf(index + 1));
    await commit(name, 0, { resource: { displayName: name }, members: { replace } });
  }
  await opened.database.knex('marks').delete();
}, 120_000);

afterAll(() => opened.remove());

function idOf(number: number): string {
  return `user-${String(number).padStart(6, '0')}`;
}

function commit(id: string, expectVersion: number, part: Partial<Commit>) {
  const journal: JournalEntry = {
    actor: 'client:idp',
    action: 'test',
    directory: 'main',
    resourceType: 'Group',
    resourceId: id,
  };
  return store.resources.commit({ scope, type: 'Group', id, expectVersion, marks: [], journal, ...part });
}

async function countChanges(): Promise<number> {
  const [row]: readonly { readonly changes: number }[] = await opened.database.knex.raw(
    'select total_changes() as changes',
  );
  return row?.changes ?? 0;
}

/** Statements run and rows written, and which of the statements look at more rows than they name. */
async function measure(work: () => Promise<unknown>) {
  const before = await countChanges();
  const statements = await watchStatements(opened.database, work);
  const rows = (await countChanges()) - before;
  const scans: string[] = [];
  for (const statement of statements.filter(({ sql }) => !/^\s*(begin|commit)/.test(sql))) {
    scans.push(...findScans(await explainSqlite(opened.database, statement)));
  }
  return { statements: statements.length, rows, scans };
}

/** Marks by the resource that they name. */
const seqs = new Map<string, readonly number[]>();
const marks = (id: GroupName) => [{ type: 'Group', id, reach: 'members' }] as const;
const steps: readonly { readonly name: string; readonly rows: number; run(group: GroupName): Promise<unknown> }[] = [
  // The member, the group's version, the mark, the journal's line.
  {
    name: 'adding one member',
    rows: 4,
    run: (group) => commit(group, 1, { members: { add: [newcomer], remove: [] } }),
  },
  {
    name: 'removing one member',
    rows: 4,
    run: (group) => commit(group, 2, { members: { add: [], remove: [newcomer] } }),
  },
  // The group, what it is found by, the mark, the journal's line.
  {
    name: 'renaming',
    rows: 4,
    run: (group) => commit(group, 3, { resource: { displayName: `${group} renamed` }, marks: marks(group) }),
  },
  // The trash, the group, the total, the mark, the journal's line.
  { name: 'deleting', rows: 5, run: (group) => commit(group, 4, { resource: 'trash', marks: marks(group) }) },
  {
    name: 'forgetting the members of a deleted group',
    rows: 3,
    async run(group) {
      await store.marks.remove(seqs.get(group) ?? []);
      expect(await store.resources.listMembers(scope, { group, limit: 10 })).toEqual([]);
    },
  },
];

describe('costs the same whatever the size of the group:', () => {
  for (const { name, rows, run } of steps) {
    test(name, async () => {
      for (const { id, seq } of await store.marks.list(1000)) seqs.set(id, [...(seqs.get(id) ?? []), seq]);
      const few = await measure(() => run('few'));
      expect(few).toMatchObject({ rows, scans: [] });
      expect(await measure(() => run('thousands'))).toEqual(few);
      expect(await measure(() => run('company'))).toEqual(few);
    });
  }
});
