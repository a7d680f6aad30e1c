import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createSlots } from '../create-slots.js';
import type { Database } from '../database.js';
import { DatabaseError } from '../database-error.js';
import { verbatim } from '../sql.js';
import { runTransaction } from '../transaction.js';
import { connectSqlite } from './connect-sqlite.js';
import { createWriteQueue } from './create-write-queue.js';
import { loadSqlite3 } from './load-sqlite3.js';
import { sqliteDialect } from './sqlite-dialect.js';

const readers = 2;
/** Searches of a stretch of an index at once, which may be long: one reader stays for those who look one thing up. */
const ranges = readers - 1;
/** SQLite's statements run on Node.js's four threads: with the writer and the readers that is all of them. */
const scanners = 1;
/**
 * So long may the write-ahead log be, 16 MiB, before its pages go to where they belong: a page that many changes meet goes there once. As
 * much is read again after a crash.
 */
const checkpointPages = 4_000;
/** What the writer has read or written, it need not read again: nobody else writes, as a rule. */
const writerCacheKibibytes = 16_384;
/** Of each connection. What is not in it is a copy from the operating system's. */
const readerCacheKibibytes = 4_096;

/** One connection writes, and a few read: on a write-ahead log they never wait for each other. */
export async function openSqlite(file: string): Promise<Database> {
  await loadSqlite3();
  await prepareFile(file);
  const writer = connectSqlite(file, 1, [
    'journal_mode = wal',
    'synchronous = full',
    'foreign_keys = on',
    `wal_autocheckpoint = ${checkpointPages}`,
    `cache_size = -${writerCacheKibibytes}`,
  ]);
  const reader = connectSqlite(file, readers, ['query_only = on', `cache_size = -${readerCacheKibibytes}`]);
  const scanner = connectSqlite(file, scanners, ['query_only = on', `cache_size = -${readerCacheKibibytes}`]);
  const rangeSlots = createSlots(ranges);
  const scanSlots = createSlots(scanners);
  const close = async () => {
    await Promise.all([writer.close(), reader.close(), scanner.close()]);
  };
  try {
    await writer.session.all(verbatim('select 1'));
  } catch (cause) {
    await close();
    throw new DatabaseError(
      `The database ${file} cannot be opened: ${cause instanceof Error ? cause.message : cause}\n` +
        'Check that it is a SQLite file of Linkspan, on a local disk, and that this user may write it and its folder.',
      { cause },
    );
  }
  const queue = createWriteQueue(
    (work) => writer.within((session) => runTransaction(session, 'begin immediate', work)),
    writer.session,
  );
  return {
    knex: writer.knex,
    reader: reader.knex,
    scanner: scanner.knex,
    dialect: sqliteDialect,
    read: reader.session,
    readBounded: (cost, patience, work) =>
      cost === 'range'
        ? rangeSlots(patience, () => reader.withinPatience(patience, work))
        : scanSlots(patience, () => scanner.withinPatience(patience, work)),
    autocommit: queue.autocommit,
    gathered: queue.gathered,
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
