import type { Database } from '../database.js';
import { verbatim } from '../sql.js';

/** Accounts that nobody owns, and that wait for a person. */
export interface ReportedNewcomers {
  readonly application: string;
  readonly type: string;
  readonly accounts: number;
}

export async function countNewcomers({ read }: Database): Promise<readonly ReportedNewcomers[]> {
  const rows = await read.all<{ application: string; type: string; accounts: number | string }>(
    verbatim(`select application, type, count(*) as accounts from newcomers where state = 'reported'
      group by application, type order by application, type`),
  );
  return rows.map(({ application, type, accounts }) => ({ application, type, accounts: Number(accounts) }));
}
