import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Session } from '../session.js';
import { sql, verbatim } from '../sql.js';
import { openSqliteFile, type SqliteFile } from '../testing/open-sqlite-file.js';
import { watchStatements } from '../testing/watch-statements.js';

let opened: SqliteFile;

beforeAll(async () => {
  opened = await openSqliteFile();
});

beforeEach(() => opened.database.write((session) => session.all(verbatim('delete from settings'))));

afterAll(() => opened.remove());

const insert = (key: string) => (session: Session) =>
  session.all(sql`insert into settings (key, value) values (${key}, '1')`);

async function listKeys(): Promise<readonly string[]> {
  const rows = await opened.database.read.all<{ readonly key: string }>(sql`select key from settings order by key`);
  return rows.map(({ key }) => key);
}

describe('writes on SQLite', () => {
  const commits = async (work: () => Promise<unknown>): Promise<number> => {
    const statements = await watchStatements(opened.database, work);
    return statements.filter(({ sql }) => sql === 'commit').length;
  };

  test('that arrive before a transaction is flushed share it', async () => {
    const { database } = opened;
    const late: Promise<unknown>[] = [];
    const work = async (session: Session) => {
      await insert('a')(session);
      for (const key of ['d', 'e']) late.push(database.write(insert(key)));
    };
    const early = () => [database.write(work), database.write(insert('b')), database.write(insert('c'))];
    expect(await commits(() => Promise.all(early()).then(() => Promise.all(late)))).toBe(1);
    expect(await listKeys()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('are not held back by others without end', async () => {
    const { database } = opened;
    const keys = Array.from({ length: 250 }, (_, index) => String(index));
    expect(await commits(() => Promise.all(keys.map((key) => database.write(insert(key)))))).toBe(3);
  });

  test('spoil nothing for those beside them when they fail', async () => {
    const { database } = opened;
    const fail = async (session: Session) => {
      await insert('halfway')(session);
      throw new Error('changed my mind');
    };
    const outcomes = await Promise.allSettled([
      database.write(insert('first')),
      database.write(insert('second')),
      database.write(fail),
      database.write(insert('second')),
      database.write(insert('third')),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
    ]);
    expect(outcomes[2]).toMatchObject({ reason: new Error('changed my mind') });
    expect(await listKeys()).toEqual(['first', 'second', 'third']);
  });

  test('are settled only once they are on disk', async () => {
    const { database } = opened;
    const settled = Promise.all([database.write(insert('a')), database.write(insert('b'))]);
    await Promise.race([settled, database.write(insert('c'))]);
    expect(await listKeys()).toContain('a');
    await settled;
    expect(await listKeys()).toEqual(['a', 'b', 'c']);
  });

  describe('that are one statement', () => {
    const insertOne = (key: string) => insert(key)(opened.database.autocommit);
    const statements = async (work: () => Promise<unknown>) =>
      (await watchStatements(opened.database, work)).map(({ sql }) => sql.trim().split(' ')[0]);

    test('need no transaction where nobody else writes', async () => {
      expect(await statements(() => insertOne('a'))).toEqual(['insert']);
      expect(await listKeys()).toEqual(['a']);
    });

    test('share one with those that arrive beside them', async () => {
      const together = () =>
        Promise.all([insertOne('a'), opened.database.write(insert('b')), insertOne('c'), insertOne('d')]);
      expect(await statements(together)).toEqual(['begin', 'insert', 'insert', 'insert', 'insert', 'commit']);
      expect(await listKeys()).toEqual(['a', 'b', 'c', 'd']);
    });

    test('fail for their own caller alone', async () => {
      await insertOne('a');
      const outcomes = await Promise.allSettled([insertOne('b'), insertOne('a'), insertOne('c')]);
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      await expect(insertOne('c')).rejects.toThrow('UNIQUE constraint failed');
      expect(await listKeys()).toEqual(['a', 'b', 'c']);
    });
  });
});
