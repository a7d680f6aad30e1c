import type { Database } from '../database.js';
import { sql, verbatim } from '../sql.js';

/** How many links wait for a person's decision, by what holds them. */
export interface HeldLinks {
  readonly application: string;
  readonly guard: string;
  readonly links: number;
}

/** What a person rejected waits no more. */
export async function countHolds({ read, dialect }: Database): Promise<readonly HeldLinks[]> {
  const hold = verbatim(dialect.name === 'postgres' ? 'cast(hold as jsonb)' : 'hold');
  const rows = await read.all<{ application: string; guard: string | null; links: number | string }>(sql`
    select application, ${hold} ->> 'guard' as guard, count(*) as links from links
    where hold is not null and ${hold} ->> 'rejected' is null
    group by application, ${hold} ->> 'guard' order by 1, 2`);
  return rows.map(({ application, guard, links }) => ({ application, guard: guard ?? '', links: Number(links) }));
}
