import type { HistoriesOptions } from '@linkspan/core/conformance';
import { createSqlStore } from '../create-sql-store.js';
import type { Database } from '../database.js';
import { migrate } from '../migrate.js';
import { openDatabase } from '../open-database.js';
import { verbatim } from '../sql.js';
import { emptyTables } from './empty-tables.js';
import { openSqliteFile } from './open-sqlite-file.js';
import { createPostgresSchema } from './postgres-for-tests.js';

/** One database, opened twice, as by two processes, and emptied before each history. */
export interface HistoryDatabase {
  readonly open: HistoriesOptions['open'];
  remove(): Promise<void>;
}

/** Neither is flushed to disk: nothing here outlives the machine, and a flush is most of what a write costs. */
export async function openSqliteHistories(): Promise<HistoryDatabase> {
  const { database, file, remove } = await openSqliteFile();
  const second = await openDatabase({ kind: 'sqlite', file });
  for (const one of [database, second]) await one.knex.raw('pragma synchronous = off');
  return historyDatabase([database, second], remove);
}

export async function openPostgresHistories(url: string): Promise<HistoryDatabase> {
  const unflushed = new URL(url);
  unflushed.searchParams.append('options', '-c synchronous_commit=off');
  const { open, drop } = await createPostgresSchema(unflushed.href);
  const databases = [await open(), await open()] as const;
  await migrate(databases[0]);
  for (const one of databases) await one.read.all(verbatim('select 1'));
  return historyDatabase(databases, async () => {
    await databases[0].close();
    await drop();
  });
}

function historyDatabase([first, second]: readonly [Database, Database], removeFirst: () => Promise<void>) {
  return {
    async open() {
      await emptyTables(first);
      return { stores: [createSqlStore(first), createSqlStore(second)] as const, close: async () => {} };
    },
    async remove() {
      await second.close();
      await removeFirst();
    },
  };
}
