import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../database.js';
import { openDatabase } from '../open-database.js';
import { sql, verbatim } from '../sql.js';

let folder: string;
let database: Database;
const file = () => join(folder, 'store.sqlite');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linkspan-statements-'));
  database = await openDatabase({ kind: 'sqlite', file: file() });
});

afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

describe('a prepared statement', () => {
  test('sees what another process has made of its table', async () => {
    await database.write((session) => session.all(verbatim('create table people (name text)')));
    await database.write((session) => session.all(sql`insert into people values (${'Ada'})`));
    const people = verbatim('select * from people');
    expect(await database.read.all(people)).toEqual([{ name: 'Ada' }]);
    const other = await openDatabase({ kind: 'sqlite', file: file() });
    await other.write((session) =>
      session.all(verbatim(`alter table people add column title text default 'Countess'`)),
    );
    await other.close();
    expect(await database.read.all(people)).toEqual([{ name: 'Ada', title: 'Countess' }]);
  });

  test('gives each of many callers at once their own rows, whether it is kept or not', async () => {
    const numbers = Array.from({ length: 1_000 }, (_, index) => index);
    const same = await Promise.all(numbers.map((number) => database.read.all(sql`select ${number} as number`)));
    expect(same.flat()).toEqual(numbers.map((number) => ({ number })));
    const each = await Promise.all(numbers.map((number) => database.read.all(verbatim(`select ${number} as number`))));
    expect(each.flat()).toEqual(numbers.map((number) => ({ number })));
  });

  test('runs at once beside another of the same text, within one transaction', async () => {
    const rows = await database.write((session) =>
      Promise.all([1, 2, 3].map((number) => session.all(sql`select ${number} as number`))),
    );
    expect(rows.flat()).toEqual([{ number: 1 }, { number: 2 }, { number: 3 }]);
  });

  test('that failed is prepared again when its table is there', async () => {
    const people = verbatim('select * from people');
    await expect(database.read.all(people)).rejects.toThrow(
      'select * from people - SQLITE_ERROR: no such table: people',
    );
    await database.write((session) => session.all(verbatim('create table people (name text)')));
    expect(await database.read.all(people)).toEqual([]);
  });

  test('is ended with its connection, also while it runs', async () => {
    const slow = verbatim(
      `with recursive n(x) as (select 1 union all select x + 1 from n where x < 300000) select max(x) as most from n`,
    );
    const running = database.read.all(slow);
    await database.read.all(verbatim('select 1'));
    await database.close();
    await expect(running).resolves.toEqual([{ most: 300_000 }]);
    database = await openDatabase({ kind: 'sqlite', file: file() });
  });
});
