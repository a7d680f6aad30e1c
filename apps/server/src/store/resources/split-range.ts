import type { Dialect } from '../dialect.js';
import type { Session } from '../session.js';
import { sql } from '../sql.js';

/**
 * Counts anew what stands in one range, in ranges of `size`. Whoever counts at the same time has committed before, or counts after it
 * and then sees the new ranges.
 */
export async function splitRange(
  session: Session,
  dialect: Dialect,
  directory: string,
  type: string,
  firstId: string,
  size: number,
): Promise<void> {
  await session.all(dialect.lockCounters);
  const [next] = await session.all<{ readonly first_id: string | null }>(sql`
    select min(first_id) as first_id from counters
    where directory = ${directory} and type = ${type} and first_id > ${firstId}`);
  const end = next?.first_id ?? null;
  const within = end === null ? sql`id >= ${firstId}` : sql`id >= ${firstId} and id < ${end}`;
  await session.all(sql`
    delete from counters where directory = ${directory} and type = ${type} and first_id = ${firstId}`);
  await session.all(sql`
    insert into counters (directory, type, first_id, shard, total)
    select directory, type, case when place = 0 then ${firstId} else min(id) end, 0, count(*)
    from (
      select directory, type, id, (row_number() over (order by id) - 1) / ${size} as place from resources
      where directory = ${directory} and type = ${type} and ${within}
    ) placed
    group by directory, type, place`);
}
