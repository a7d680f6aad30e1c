import type { Session } from '../session.js';
import { sql } from '../sql.js';

/** So many of a type's resources stand from `firstId` on, up to the next range's. The first range begins before every id. */
export interface CountedRange {
  readonly firstId: string;
  readonly total: number;
}

/** In the order of ids: what a page has to pass over is added up instead of walked through. */
export async function listRanges(session: Session, directory: string, type: string): Promise<readonly CountedRange[]> {
  const rows = await session.all<{ readonly first_id: string; readonly total: number | string }>(sql`
    select first_id, sum(total) as total from counters where directory = ${directory} and type = ${type}
    group by first_id order by first_id`);
  return rows.map(({ first_id, total }) => ({ firstId: first_id, total: Number(total) }));
}
