import type { Database } from '../database.js';
import { sql } from '../sql.js';
import { purgeWithItems } from './purge-with-items.js';

/** Forgets plans that expired before this time (milliseconds since 1970), with their items. Resolves with their number. */
export function purgePlans(database: Database, before: number): Promise<number> {
  const names = { table: 'plans', items: 'plan_items', owner: 'plan' };
  return purgeWithItems(database, names, sql`expires_at < ${before}`);
}
