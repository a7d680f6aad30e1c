import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSqlStore } from './create-sql-store.js';
import type { Database } from './database.js';
import { DatabaseError } from './database-error.js';
import { migrate } from './migrate.js';
import { migrations } from './migrations/index.js';
import { openDatabase } from './open-database.js';
import { sql, verbatim } from './sql.js';
import { createPostgresSchema, testPostgresUrl } from './testing/postgres-for-tests.js';

const names = migrations.map(({ name }) => name);

interface Place {
  open(): Promise<Database>;
  remove(): Promise<void>;
}

async function makeSqlite(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'linkspan-migrate-'));
  const file = join(folder, 'store.sqlite');
  return { open: () => openDatabase({ kind: 'sqlite', file }), remove: () => rm(folder, { recursive: true }) };
}

async function makePostgres(): Promise<Place> {
  const schema = await createPostgresSchema(testPostgresUrl ?? '');
  return { open: schema.open, remove: schema.drop };
}

const places = [
  ['SQLite', makeSqlite],
  ...(testPostgresUrl === undefined ? [] : [['PostgreSQL', makePostgres] as const]),
] as const;

describe.each(places)('migrations on %s', (_, make) => {
  let place: Place;
  let databases: Database[];

  const open = async () => {
    const database = await place.open();
    databases.push(database);
    return database;
  };
  const listApplied = async (database: Database) => {
    const rows = await database.read.all<{ readonly name: string }>(sql`select name from migrations order by name`);
    return rows.map(({ name }) => name);
  };

  /** Those before this one. */
  const migrateUpTo = (database: Database, end: string) =>
    database.write(async (session) => {
      await session.all(sql`create table migrations (name varchar(100) not null primary key, at bigint not null)`);
      for (const { name, statements } of migrations.slice(0, names.indexOf(end))) {
        for (const statement of statements(database.dialect)) await session.all(verbatim(statement));
        await session.all(sql`insert into migrations (name, at) values (${name}, 1)`);
      }
    });

  beforeEach(async () => {
    place = await make();
    databases = [];
  });

  afterEach(async () => {
    await Promise.all(databases.map((database) => database.close()));
    await place.remove();
  });

  test('are applied once by servers that start together', async () => {
    const together = await Promise.all([open(), open(), open(), open()]);
    await Promise.all(together.map(migrate));
    for (const database of together) expect(await listApplied(database)).toEqual(names);
  });

  test('leave alone what is there when a server starts again', async () => {
    const first = await open();
    await migrate(first);
    await first.write((session) => session.all(sql`insert into settings (key, value) values ('a', '1')`));
    const second = await open();
    await migrate(second);
    expect(await second.read.all(sql`select key from settings`)).toEqual([{ key: 'a' }]);
  });

  test('take what was due or never worked on for stale', async () => {
    const database = await open();
    await migrateUpTo(database, '0005-orchestrator');
    await database.write(async (session) => {
      for (const [id, state, dueAt] of [
        ['due', 'linked', 1],
        ['fresh', 'new', null],
        ['settled', 'linked', null],
      ] as const) {
        await session.all(sql`
          insert into links (application, directory, type, resource_id, state, label, revision, leaver, attempts, due_at)
          values ('blog', 'main', 'User', ${id}, ${state}, 'x', 1, false, 0, ${dueAt})`);
      }
    });
    await migrate(database);
    const links = await createSqlStore(database).links.list({ application: 'blog', limit: 10 });
    expect(links.map(({ resourceId, stale }) => [resourceId, stale])).toEqual([
      ['due', true],
      ['fresh', true],
      ['settled', false],
    ]);
  });

  test('keep the trace of a mark and of a link as where they come from', async () => {
    const database = await open();
    await migrateUpTo(database, '0010-origins');
    for (const trace of ['00-1-01', null]) {
      await database.write(async (session) => {
        await session.all(sql`
          insert into marks (directory, type, id, reach, trace) values ('main', 'User', 'ada', 'self', ${trace})`);
        await session.all(sql`
          insert into links (application, directory, type, resource_id, state, label, revision, leaver, attempts, stale, trace)
          values ('blog', 'main', 'User', ${trace ?? 'eve'}, 'new', 'x', 1, false, 0, true, ${trace})`);
      });
    }
    await migrate(database);
    const { marks, links } = createSqlStore(database);
    const origins = [{ trace: '00-1-01' }, undefined];
    expect((await marks.list(10)).map(({ origin }) => origin)).toEqual(origins);
    expect((await links.list({ application: 'blog', limit: 10 })).map(({ origin }) => origin)).toEqual(origins);
  });

  test('refuse a database that a newer version has been at', async () => {
    const database = await open();
    await migrate(database);
    await database.write((session) => session.all(sql`insert into migrations (name, at) values ('9999-future', 0)`));
    await expect(migrate(database)).rejects.toThrow(/newer Linkspan \(it has 9999-future\)/);
    await expect(migrate(database)).rejects.toBeInstanceOf(DatabaseError);
  });
});
