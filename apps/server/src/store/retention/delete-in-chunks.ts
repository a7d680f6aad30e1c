import type { Database } from '../database.js';
import type { Sql } from '../sql.js';

/** Rows in a chunk: small enough that requests in between don't notice. */
export const chunkSize = 1000;

/** Repeats a delete of at most `size` rows, that returns them, until one finds fewer. Resolves with their number. */
export async function deleteInChunks(database: Database, statement: Sql, size = chunkSize): Promise<number> {
  let deleted = 0;
  for (;;) {
    const rows = await database.write((session) => session.all(statement));
    deleted += rows.length;
    if (rows.length < size) return deleted;
  }
}
