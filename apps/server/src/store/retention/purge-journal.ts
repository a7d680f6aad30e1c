import type { Database } from '../database.js';
import { sql } from '../sql.js';
import { chunkSize, deleteInChunks } from './delete-in-chunks.js';

/** Forgets history from before this time (milliseconds since 1970). Resolves with the number of lines. */
export function purgeJournal(database: Database, before: number): Promise<number> {
  return deleteInChunks(
    database,
    sql`delete from journal where seq in (select seq from journal where at < ${before} limit ${chunkSize}) returning seq`,
  );
}
