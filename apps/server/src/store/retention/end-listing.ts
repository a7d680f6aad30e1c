import type { Database } from '../database.js';
import { sql } from '../sql.js';
import { deleteInChunks } from './delete-in-chunks.js';

/** PostgreSQL looks for each chunk anew: of 100,000 accounts in chunks of 1,000 it took seconds. SQLite takes 30 ms for one of these. */
const chunkSize = 10_000;

/** From its first statement on nobody reads the listing; what is cut off on the way is taken up by `purgeListings`. */
export async function endListing(database: Database, listing: number): Promise<void> {
  await database.write((session) => session.all(sql`update listings set ended = true where id = ${listing}`));
  await deleteInChunks(
    database,
    sql`delete from listed_keys where listing = ${listing} and (remote, value_key, account_id) in (
      select remote, value_key, account_id from listed_keys where listing = ${listing} limit ${chunkSize}) returning account_id`,
    chunkSize,
  );
  await deleteInChunks(
    database,
    sql`delete from listed_accounts where listing = ${listing} and id in (
      select id from listed_accounts where listing = ${listing} limit ${chunkSize}) returning id`,
    chunkSize,
  );
  await database.write((session) => session.all(sql`delete from listings where id = ${listing}`));
}
