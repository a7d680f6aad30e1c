import type { Database } from '../database.js';
import { sql } from '../sql.js';
import { chunkSize, deleteInChunks } from './delete-in-chunks.js';

/** Forgets logged requests from before this time (milliseconds since 1970). Resolves with their number. */
export function purgeRequests(database: Database, before: number): Promise<number> {
  return deleteInChunks(
    database,
    sql`delete from requests where seq in (select seq from requests where at < ${before} limit ${chunkSize}) returning seq`,
  );
}
