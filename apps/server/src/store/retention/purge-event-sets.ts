import type { Database } from '../database.js';
import { sql } from '../sql.js';
import { chunkSize, deleteInChunks } from './delete-in-chunks.js';

/** Forgets events that receivers refused before this time (milliseconds since 1970). Resolves with their number. */
export function purgeEventSets(database: Database, before: number): Promise<number> {
  return deleteInChunks(
    database,
    sql`delete from event_sets where (receiver, seq) in (
      select receiver, seq from event_sets where state = 'refused' and at < ${before} limit ${chunkSize}
    ) returning seq`,
  );
}
