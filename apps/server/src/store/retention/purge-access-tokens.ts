import type { Database } from '../database.js';
import { sql } from '../sql.js';
import { chunkSize, deleteInChunks } from './delete-in-chunks.js';

/** Forgets OAuth access tokens that ended before this time (milliseconds since 1970). Resolves with their number. */
export function purgeAccessTokens(database: Database, before: number): Promise<number> {
  return deleteInChunks(
    database,
    sql`delete from tokens where id in (
      select id from tokens where kind = 'access' and expires_at < ${before} limit ${chunkSize}) returning id`,
  );
}
