import type { Scope, TrashedResource, TrashQuery } from '@linkspan/core';
import type { Session } from '../session.js';
import { sql } from '../sql.js';
import { type ResourceRow, resourceColumns, toRecord } from './resource-row.js';

interface TrashRow extends ResourceRow {
  readonly type: string;
  readonly seq: number | string;
  readonly deleted_at: number | string;
  readonly deleted_by: string;
}

export async function listTrash(
  session: Session,
  { directory, client }: Scope,
  { type, before, limit }: TrashQuery,
): Promise<readonly TrashedResource[]> {
  const rows = await session.all<TrashRow>(sql`
    select ${resourceColumns}, r.type, r.seq, r.deleted_at, r.deleted_by from trash r
    left join external_ids e
      on e.directory = r.directory and e.client = ${client} and e.type = r.type and e.resource_id = r.id
    where r.directory = ${directory}
      ${type === undefined ? sql`` : sql`and r.type = ${type}`}
      ${before === undefined ? sql`` : sql`and r.seq < ${before}`}
    order by r.seq desc limit ${limit}`);
  return rows.map((row) => ({
    seq: Number(row.seq),
    record: toRecord(row, directory, row.type),
    deletedAt: new Date(Number(row.deleted_at)).toISOString(),
    deletedBy: row.deleted_by,
  }));
}
