import { setTimeout as sleep } from 'node:timers/promises';
import type { Commit, CommitOutcome, ResourceStore } from '@linkspan/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSqlStore } from '../create-sql-store.js';
import type { Database } from '../database.js';
import { openDatabase } from '../open-database.js';
import { verbatim } from '../sql.js';
import { openSqliteFile, type SqliteFile } from '../testing/open-sqlite-file.js';
import { watchStatements } from '../testing/watch-statements.js';

const now = () => Date.parse('2026-11-25T12:00:00Z');
const requestId = 'request-1';
const tables = ['resources', 'resource_values', 'external_ids', 'counters', 'marks', 'journal', 'links', 'passwords'];
const order = 'order by 1, 2, 3, 4, 5';

let opened: SqliteFile;
let resources: ResourceStore;

beforeEach(async () => {
  opened = await openSqliteFile();
  ({ resources } = createSqlStore(opened.database, { now }));
});

afterEach(() => opened.remove());

/** The same database, that takes no plain commits by one statement. */
function withoutShortcut(database: Database): Database {
  const { plainCommits: _, ...dialect } = database.dialect;
  return { ...database, dialect };
}

function commit(id: string, expectVersion: number, part: Partial<Commit>, client = 'idp'): Commit {
  const journal = {
    actor: `client:${client}`,
    action: 'test',
    directory: 'main',
    resourceType: 'User',
    resourceId: id,
  };
  return {
    scope: { directory: 'main', client },
    type: 'User',
    id,
    expectVersion,
    marks: [{ type: 'User', id, reach: 'self' }],
    journal: { ...journal, requestId, changes: { title: { to: 'x' } } },
    ...part,
  };
}

const person = (name: string, more = {}) => ({
  userName: `${name}@Example.org`,
  displayName: `${name} É`,
  name: { familyName: 'Ĳssel "O\'Hara"\\' },
  active: true,
  emails: [{ value: `${name}@Example.org`, type: 'work', primary: true }, { value: `${name}@home.example` }],
  ...more,
});

const kinds = (outcomes: readonly CommitOutcome[]) => outcomes.map(({ kind }) => kind);
const all = (store: ResourceStore, commits: readonly Commit[]) =>
  Promise.all(commits.map((each) => store.commit(each)));

const overruled = { active: { by: 'application:blog', at: '2026-11-25T11:00:00.000Z', over: true } };

/** What a caller does one after the other; what stands in one row is asked for at once. */
const steps: readonly (readonly Commit[])[] = [
  [
    commit('1', 0, { resource: person('ada'), externalId: 'a-1' }),
    commit('2', 0, { resource: person('bob', { active: false }) }),
    commit('3', 0, { resource: {}, overruled }),
    commit('4', 0, { resource: person('dora') }, 'other'),
  ],
  [
    commit('1', 1, { resource: person('ada', { title: 'Countess' }), externalId: null }),
    commit('2', 1, { resource: person('bob', { emails: [] }), externalId: 'b-1' }),
    commit('3', 1, { resource: { userName: 'cleo', active: false }, overruled: null }),
    commit('4', 1, { resource: person('dora', { active: false }) }),
  ],
  [
    commit('1', 2, { resource: person('ada', { title: 'Countess' }), externalId: 'a-2' }),
    commit('2', 2, { resource: person('robert') }),
    commit('3', 1, { resource: person('too late') }),
    commit('4', 2, { resource: 'trash' }),
    commit('5', 0, { resource: person('ada') }),
    commit('6', 1, { resource: person('nobody') }),
    commit('7', 0, { resource: person('gwen'), password: { sealed: 's', revision: 'r', applications: ['blog'] } }),
  ],
];

test('what is written by one statement is what the long way writes, and the outcomes are the same', async () => {
  const other = await openSqliteFile();
  try {
    const long = createSqlStore(withoutShortcut(other.database), { now });
    for (const step of steps) expect(await all(resources, step)).toEqual(await all(long.resources, step));
    for (const table of tables) {
      const select = verbatim(`select * from ${table} ${order}`);
      const rows = await opened.database.read.all(select);
      // A mark or a line has its number by whoever comes first.
      const numberless = (found: readonly unknown[]) =>
        found.map((row) => JSON.stringify({ ...(row as object), seq: undefined })).sort();
      expect(numberless(rows), table).toEqual(numberless(await other.database.read.all(select)));
    }
  } finally {
    await other.remove();
  }
});

test('what arrives together is written by one statement, and what was found just now is not read again', async () => {
  await resources.commit(commit('0', 0, { resource: person('first') }));
  const creates = Array.from({ length: 16 }, (_, index) => commit(`c${index}`, 0, { resource: person(`p${index}`) }));
  const created = await watchStatements(opened.database, () => all(resources, creates));
  expect(created.map(({ sql }) => sql.trim().slice(0, 25).trim())).toEqual(['insert into plain_commits']);
  const changes = creates.map(({ id }) => commit(id, 1, { resource: person(id, { title: 'Chief' }) }));
  const changed = await watchStatements(opened.database, () => all(resources, changes));
  expect(changed.map(({ sql }) => sql.trim().slice(0, 25).trim())).toEqual([
    'select r.id, r.owner, r.v',
    'insert into plain_commits',
  ]);
  for (const { id, scope, type } of creates) await resources.find(scope, type, id);
  const again = creates.map(({ id }) => commit(id, 2, { resource: person(id, { title: 'Boss' }) }));
  const read = await watchStatements(opened.database, () => all(resources, again));
  expect(read.map(({ sql }) => sql.trim().slice(0, 25).trim())).toEqual(['insert into plain_commits']);
});

test('one whose userName is taken spoils nothing for those it arrives with', async () => {
  await resources.commit(commit('1', 0, { resource: person('ada') }));
  const outcomes = await all(resources, [
    commit('2', 0, { resource: person('bob') }),
    commit('3', 0, { resource: person('ADA') }),
    commit('1', 1, { resource: person('ada', { title: 'Countess' }) }),
  ]);
  expect(kinds(outcomes)).toEqual(['committed', 'uniqueness', 'committed']);
  expect(kinds(await all(resources, [commit('2', 1, { resource: person('ada') })]))).toEqual(['uniqueness']);
});

test('several commits of one resource in a moment are judged one after the other', async () => {
  await resources.commit(commit('1', 0, { resource: person('ada') }));
  const outcomes = await all(
    resources,
    ['a', 'b', 'c'].map((title) => commit('1', 1, { resource: person('ada', { title }) })),
  );
  expect(kinds(outcomes)).toEqual(['committed', 'version-conflict', 'version-conflict']);
});

test('of two processes that change what they have read, one is told that the other was before it', async () => {
  const second = await openDatabase({ kind: 'sqlite', file: opened.file });
  try {
    const beside = createSqlStore(second, { now }).resources;
    await resources.commit(commit('1', 0, { resource: person('ada') }));
    for (let version = 1; version <= 30; version += 1) {
      // Both know how it stands, and one will be mistaken.
      for (const store of [resources, beside]) await store.find({ directory: 'main', client: 'idp' }, 'User', '1');
      const change = (by: string) => commit('1', version, { resource: person('ada', { title: `${by} ${version}` }) });
      const outcomes = await Promise.all([resources.commit(change('here')), beside.commit(change('there'))]);
      expect(kinds(outcomes).sort()).toEqual(['committed', 'version-conflict']);
    }
    const [row] = await opened.database.read.all<{ readonly lines: number }>(
      verbatim('select count(*) as lines from journal'),
    );
    expect(row?.lines).toBe(31);
  } finally {
    await second.close();
  }
});

test('another process that writes is waited for', async () => {
  const second = await openDatabase({ kind: 'sqlite', file: opened.file });
  try {
    await resources.commit(commit('1', 0, { resource: person('ada') }));
    const others: Promise<unknown>[] = [];
    const statements = await watchStatements(opened.database, async () => {
      await new Promise<void>((begun) => {
        others.push(
          second.write(async (session) => {
            await session.all(verbatim("insert into settings (key, value) values ('other', '1')"));
            begun();
            await sleep(50);
          }),
        );
      });
      const created = commit('2', 0, { resource: person('bob') });
      const changed = commit('1', 1, { resource: person('ada', { title: 'Countess' }) });
      expect(kinds(await all(resources, [created, changed]))).toEqual(['committed', 'committed']);
    });
    expect(statements.filter(({ sql }) => /^(begin|insert)/.test(sql.trim()))).toHaveLength(1);
    await Promise.all(others);
  } finally {
    await second.close();
  }
});

test('a connection made anew is prepared anew', async () => {
  await resources.commit(commit('1', 0, { resource: person('ada') }));
  await opened.database.knex.raw('drop view plain_commits');
  expect(kinds(await all(resources, [commit('2', 0, { resource: person('bob') })]))).toEqual(['committed']);
  const statements = await watchStatements(opened.database, async () => {
    for (const id of ['3', '4']) await resources.commit(commit(id, 0, { resource: person(id) }));
  });
  expect(statements.at(-1)?.sql).toMatch(/^insert into plain_commits/);
  expect(await opened.database.read.all(verbatim('select count(*) as total from resources'))).toEqual([{ total: 4 }]);
});

test('who comes back from the trash has the links from before', async () => {
  await resources.commit(commit('1', 0, { resource: person('ada'), externalId: 'a-1' }));
  await opened.database.knex.raw(
    `insert into links (application, directory, type, resource_id, state, label, revision, leaver, attempts, stale)
     values ('blog', 'main', 'User', '1', 'tombstone', 'ada', 1, false, 0, false)`,
  );
  await resources.commit(commit('1', 1, { resource: 'trash' }));
  await all(resources, [
    commit('2', 0, { resource: person('ada'), externalId: 'a-1' }),
    commit('3', 0, { resource: person('bob') }),
  ]);
  const links = await opened.database.read.all(verbatim('select resource_id from links'));
  expect(links).toEqual([{ resource_id: '2' }]);
});
