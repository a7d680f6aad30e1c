import type { Database } from '../database.js';
import { sql } from '../sql.js';
import { chunkSize, deleteInChunks } from './delete-in-chunks.js';

/** Forgets what guards counted before this time (milliseconds since 1970). Resolves with the number of notes. */
export function purgeGuardNotes(database: Database, before: number): Promise<number> {
  return deleteInChunks(
    database,
    sql`delete from guard_notes where (scope, kind, subject) in (
      select scope, kind, subject from guard_notes where at < ${before} limit ${chunkSize}) and at < ${before} returning subject`,
  );
}
