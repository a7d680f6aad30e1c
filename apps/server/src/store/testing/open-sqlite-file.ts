import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../database.js';
import { migrate } from '../migrate.js';
import { openDatabase } from '../open-database.js';

export interface SqliteFile {
  readonly database: Database;
  readonly file: string;
  /** Closes the database and deletes the file. */
  remove(): Promise<void>;
}

/** A migrated database in a folder of its own. */
export async function openSqliteFile(): Promise<SqliteFile> {
  const folder = await mkdtemp(join(tmpdir(), 'linkspan-store-'));
  const file = join(folder, 'store.sqlite');
  const database = await openDatabase({ kind: 'sqlite', file });
  await migrate(database);
  return {
    database,
    file,
    async remove() {
      await database.close();
      await rm(folder, { recursive: true });
    },
  };
}
