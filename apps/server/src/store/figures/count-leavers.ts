import type { Database } from '../database.js';
import { verbatim } from '../sql.js';

/** Accounts of leavers that were not seen closed yet. */
export interface OpenLeavers {
  readonly application: string;
  readonly links: number;
  /** When the directory said so of the one who waits longest, in milliseconds. */
  readonly oldest: number;
}

export async function countLeavers({ read }: Database): Promise<readonly OpenLeavers[]> {
  const rows = await read.all<{ application: string; links: number | string; oldest: number | string }>(
    verbatim(`select application, count(*) as links, min(left_at) as oldest from links
      where left_at is not null and closed_at is null group by application order by application`),
  );
  return rows.map(({ application, links, oldest }) => ({ application, links: Number(links), oldest: Number(oldest) }));
}
