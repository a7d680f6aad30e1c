import type { Database } from '../database.js';
import { sql, verbatim } from '../sql.js';

/** Links with values of which directory and application both said something new. */
export interface ConflictedLinks {
  readonly application: string;
  readonly links: number;
}

export async function countConflicts({ read, dialect }: Database): Promise<readonly ConflictedLinks[]> {
  const back = verbatim(dialect.name === 'postgres' ? 'cast(back as jsonb)' : 'back');
  const rows = await read.all<{ application: string; links: number | string }>(sql`
    select application, count(*) as links from links
    where back is not null and coalesce(${back} ->> 'conflicts', '{}') <> '{}'
    group by application order by application`);
  return rows.map(({ application, links }) => ({ application, links: Number(links) }));
}
