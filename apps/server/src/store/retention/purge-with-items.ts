import type { Database } from '../database.js';
import { type Sql, sql, verbatim } from '../sql.js';
import { chunkSize, deleteInChunks } from './delete-in-chunks.js';

/**
 * Deletes the rows of a table that are `old`, and before each its items (rows of `items` whose column `owner` has its id).
 * Resolves with the number of rows without items.
 */
export async function purgeWithItems(
  database: Database,
  names: { readonly table: string; readonly items: string; readonly owner: string },
  old: Sql,
): Promise<number> {
  const [table, items, owner] = [verbatim(names.table), verbatim(names.items), verbatim(names.owner)];
  for (let purged = 0; ; purged += 1) {
    const [row] = await database.read.all<{ readonly id: number | string }>(
      sql`select id from ${table} where ${old} order by id limit 1`,
    );
    if (row === undefined) return purged;
    const id = Number(row.id);
    await deleteInChunks(
      database,
      sql`delete from ${items} where seq in (select seq from ${items} where ${owner} = ${id} limit ${chunkSize}) returning seq`,
    );
    await database.write((session) => session.all(sql`delete from ${table} where id = ${id}`));
  }
}
