import type { Database } from '../database.js';
import { sql } from '../sql.js';
import { purgeWithItems } from './purge-with-items.js';

/**
 * Forgets runs that began, and were last seen, before this time (milliseconds since 1970), with their items. Resolves with their
 * number.
 */
export function purgeRuns(database: Database, before: number): Promise<number> {
  const names = { table: 'runs', items: 'run_items', owner: 'run' };
  return purgeWithItems(database, names, sql`started_at < ${before} and seen_at < ${before}`);
}
