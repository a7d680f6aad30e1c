import type { Database } from '../database.js';
import { sql } from '../sql.js';
import { endListing } from './end-listing.js';

/**
 * Ends listings that were begun before this time (milliseconds since 1970), and deletes what is left of those that ended.
 * Resolves with their number.
 */
export async function purgeListings(database: Database, before: number): Promise<number> {
  const rows = await database.read.all<{ readonly id: number | string }>(
    sql`select id from listings where begun_at < ${before} or ended`,
  );
  for (const { id } of rows) await endListing(database, Number(id));
  return rows.length;
}
