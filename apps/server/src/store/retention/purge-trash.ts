import type { Database } from '../database.js';
import { sql } from '../sql.js';
import { chunkSize, deleteInChunks } from './delete-in-chunks.js';

interface TrashedResource {
  readonly seq: number | string;
  readonly directory: string;
  readonly type: string;
  readonly id: string;
}

/**
 * Forgets resources deleted before this time (milliseconds since 1970), with what was kept to restore them. A group whose `members`
 * mark still waits is left for the next time. Resolves with their number.
 */
export async function purgeTrash(database: Database, before: number): Promise<number> {
  let purged = 0;
  for (;;) {
    const [oldest] = await database.read.all<TrashedResource>(sql`
      select t.seq, t.directory, t.type, t.id from trash t
      where t.deleted_at < ${before} and (t.type <> 'Group' or not exists (
        select 1 from marks m where m.directory = t.directory and m.id = t.id and m.reach = 'members'))
      order by t.deleted_at limit 1`);
    if (oldest === undefined) return purged;
    await purgeResource(database, oldest);
    purged += 1;
  }
}

async function purgeResource(database: Database, { seq, directory, type, id }: TrashedResource): Promise<void> {
  if (type === 'Group') {
    await deleteInChunks(
      database,
      sql`delete from members where directory = ${directory} and group_id = ${id} and member_id in (
        select member_id from members where directory = ${directory} and group_id = ${id} limit ${chunkSize})
        and exists (select 1 from trash where seq = ${Number(seq)}) returning member_id`,
    );
  }
  await database.write(async (session) => {
    const gone = await session.all(sql`delete from trash where seq = ${Number(seq)} returning seq`);
    // Else somebody restored it meanwhile.
    if (gone.length === 0) return;
    await session.all(
      sql`delete from external_ids where directory = ${directory} and type = ${type} and resource_id = ${id}`,
    );
  });
}
