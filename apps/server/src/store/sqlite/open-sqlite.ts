import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import createKnex, { type Knex } from 'knex';
import type { Database } from '../database.js';
import { DatabaseError } from '../database-error.js';
import { createSession } from '../session.js';
import { silentLog } from '../silent-log.js';
import { verbatim } from '../sql.js';
import { runTransaction } from '../transaction.js';
import { createWriteQueue } from './create-write-queue.js';
import { loadSqlite3 } from './load-sqlite3.js';
import { sqliteDialect } from './sqlite-dialect.js';

/** How long a write waits for another process (the command line, a backup) to finish its own. */
const busyMilliseconds = 10_000;
const readers = 2;
/** Holds the upper levels of the indexes of a directory of a hundred thousand. */
const readerCacheKibibytes = 32_768;

/** One connection writes, and a few read: on a write-ahead log they never wait for each other. */
export async function openSqlite(file: string): Promise<Database> {
  await loadSqlite3();
  await prepareFile(file);
  const writer = connect(file, 1, ['journal_mode = wal', 'synchronous = full', 'foreign_keys = on']);
  const reader = connect(file, readers, ['query_only = on', `cache_size = -${readerCacheKibibytes}`]);
  const close = async () => {
    await Promise.all([writer.destroy(), reader.destroy()]);
  };
  try {
    await createSession(writer, sqliteDialect).all(verbatim('select 1'));
  } catch (cause) {
    await close();
    throw new DatabaseError(
      `The database ${file} cannot be opened: ${cause instanceof Error ? cause.message : cause}\n` +
        'Check that it is a SQLite file of Linkspan, on a local disk, and that this user may write it and its folder.',
      { cause },
    );
  }
  const queue = createWriteQueue((work) => runTransaction(writer, sqliteDialect, 'begin immediate', work));
  return {
    knex: writer,
    reader,
    dialect: sqliteDialect,
    read: createSession(reader, sqliteDialect),
    write: queue.write,
    async close() {
      await queue.drained();
      await close();
    },
  };
}

/** The file holds people's data and token hashes: for its owner only. SQLite gives its log files the same mode. */
async function prepareFile(file: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const created = await open(file, 'wx', 0o600);
    await created.close();
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return;
    throw new DatabaseError(
      `The database ${file} cannot be created: ${cause instanceof Error ? cause.message : cause}\n` +
        'Let this user write to its folder, or name another file under `database`.',
      { cause },
    );
  }
}

/** What node-sqlite3 gives knex for a connection. */
interface SqliteConnection {
  exec(text: string, done: (error: Error | null) => void): void;
}

function connect(file: string, connections: number, pragmas: readonly string[]): Knex {
  // busy_timeout comes first: turning to WAL wants the file for itself for a moment.
  const text = [`busy_timeout = ${busyMilliseconds}`, ...pragmas].map((pragma) => `pragma ${pragma};`).join(' ');
  return createKnex({
    client: 'sqlite3',
    connection: { filename: file },
    useNullAsDefault: true,
    // Else an error's message has the statement with people's data in it.
    compileSqlOnError: false,
    log: silentLog,
    pool: {
      min: connections,
      max: connections,
      afterCreate(connection: SqliteConnection, done: (error: Error | null, connection: SqliteConnection) => void) {
        connection.exec(text, (error) => done(error, connection));
      },
    },
  });
}
