import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DatabaseError } from '../database-error.js';
import { migrate } from '../migrate.js';
import { openDatabase } from '../open-database.js';
import { sql, verbatim } from '../sql.js';
import { loadSqlite3 } from './load-sqlite3.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linkspan-sqlite-'));
});

afterAll(() => rm(folder, { recursive: true }));

describe('a SQLite database', () => {
  test('is flushed at each commit, checks foreign keys, and is for its owner only', async () => {
    const file = join(folder, 'made', 'for', 'it.sqlite');
    const database = await openDatabase({ kind: 'sqlite', file });
    await migrate(database);
    await database.write(async (session) => {
      expect(await session.all(verbatim('pragma journal_mode'))).toEqual([{ journal_mode: 'wal' }]);
      expect(await session.all(verbatim('pragma synchronous'))).toEqual([{ synchronous: 2 }]);
      expect(await session.all(verbatim('pragma foreign_keys'))).toEqual([{ foreign_keys: 1 }]);
      expect(await session.all(verbatim('pragma busy_timeout'))).toEqual([{ timeout: 10_000 }]);
      expect((await stat(`${file}-wal`)).mode & 0o777).toBe(0o600);
    });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await database.close();
  });

  test('is not written by who only reads', async () => {
    const database = await openDatabase({ kind: 'sqlite', file: join(folder, 'read.sqlite') });
    await expect(database.read.all(verbatim('create table t (x)'))).rejects.toThrow(/readonly/);
    await database.close();
  });

  test('tells no data in the error of a statement', async () => {
    const database = await openDatabase({ kind: 'sqlite', file: join(folder, 'error.sqlite') });
    const failed = database.read.all(sql`select * from missing where name = ${'Ada Lovelace'}`);
    await expect(failed).rejects.toThrow(/no such table/);
    await expect(failed).rejects.not.toThrow(/Ada/);
    await database.close();
  });

  test.each([
    ['a folder in its place', () => folder, /cannot be created|cannot be opened/],
    [
      'a file of another kind',
      async () => {
        const file = join(folder, 'text.sqlite');
        await writeFile(file, 'not a database, '.repeat(100));
        return file;
      },
      /text\.sqlite cannot be opened: .*file is not a database/,
    ],
  ])('that cannot be opened says why: %s', async (_, make, message) => {
    const opening = openDatabase({ kind: 'sqlite', file: await make() });
    await expect(opening).rejects.toThrow(message);
    await expect(opening).rejects.toBeInstanceOf(DatabaseError);
  });
});

test('without the native module, the message names what to install', async () => {
  const loading = loadSqlite3(() =>
    Promise.reject(new Error('Could not locate the bindings file. Tried:\n → /a\n → /b')),
  );
  await expect(loading).rejects.toBeInstanceOf(DatabaseError);
  for (const part of [
    'python3 make g++',
    'gcc-c++',
    'xcode-select --install',
    'VisualStudio',
    'Could not locate the bindings file',
  ]) {
    await expect(loading).rejects.toThrow(part);
  }
  await expect(loading).rejects.not.toThrow('→');
});
