import type { Database, DatabaseTarget } from './database.js';
import { openPostgres } from './postgres/open-postgres.js';
import { openSqlite } from './sqlite/open-sqlite.js';

/**
 * Opens the database, and makes the file where there is none; its tables come with `migrate`.
 *
 * @throws DatabaseError that says what to install, start or correct.
 */
export function openDatabase(target: DatabaseTarget): Promise<Database> {
  return target.kind === 'sqlite' ? openSqlite(target.file) : openPostgres(target.url, target.schema);
}
