import type { OwnedCount } from '@linkspan/core';
import type { Session } from '../session.js';
import { sql } from '../sql.js';

interface OwnedRow {
  readonly owner: string;
  readonly type: string;
  readonly total: number | string;
}

/** No index has the owner: it would cost every create, for what an operator asks now and then. */
export async function countOwned(session: Session, directory: string): Promise<readonly OwnedCount[]> {
  const rows = await session.all<OwnedRow>(sql`
    select owner, type, count(*) as total from resources where directory = ${directory} group by owner, type order by owner, type`);
  return rows.map(({ owner, type, total }) => ({ owner, type, count: Number(total) }));
}
