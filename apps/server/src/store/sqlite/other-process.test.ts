import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../sql.js';
import { openSqliteFile, type SqliteFile } from '../testing/open-sqlite-file.js';

/** The command line beside a server: again and again it takes the write lock, holds it for a moment, and writes. */
const otherProcess = `
  const { Database } = require('sqlite3');
  const database = new Database(process.argv[1]);
  const run = (text) => new Promise((resolve, reject) => database.run(text, (error) => (error ? reject(error) : resolve())));
  (async () => {
    await run('pragma busy_timeout = 10000');
    for (let round = 0; round < 20; round += 1) {
      await run('begin immediate');
      await run("insert into settings (key, value) values ('other-" + round + "', '1')");
      if (round === 0) process.stdout.write('begun');
      await new Promise((resolve) => setTimeout(resolve, 20));
      await run('commit');
    }
  })();
`;

let opened: SqliteFile;

beforeAll(async () => {
  opened = await openSqliteFile();
});

afterAll(() => opened.remove());

test('two processes write to one file, and no write of either is lost or refused', async () => {
  const { database, file } = opened;
  const other = spawn(process.execPath, ['-e', otherProcess, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(other.stdout, 'data');
  const exited = once(other, 'exit');
  for (let round = 0; round < 20; round += 1) {
    await Promise.all(
      ['a', 'b', 'c'].map((name) =>
        database.write(async (session) => {
          // What is read here must still be so when it is written.
          const [row] = await session.all<{ readonly total: number }>(sql`select count(*) as total from settings`);
          await session.all(
            sql`insert into settings (key, value) values (${`${name}-${round}`}, ${String(row?.total)})`,
          );
        }),
      ),
    );
  }
  expect(await exited).toEqual([0, null]);
  const rows = await database.read.all<{ readonly value: string }>(
    sql`select value from settings where key not like 'other%'`,
  );
  expect(rows).toHaveLength(60);
  expect(new Set(rows.map(({ value }) => value)).size).toBe(60);
  expect(await database.read.all(sql`select count(*) as total from settings`)).toEqual([{ total: 80 }]);
}, 60_000);
