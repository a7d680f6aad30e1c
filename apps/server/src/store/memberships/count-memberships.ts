import type { MembershipStore } from '@linkspan/core';
import type { Session } from '../session.js';
import { sql } from '../sql.js';

interface CountRow {
  readonly agreed: number | string;
  readonly open: number | string;
  readonly waiting: number | string;
}

export async function countMemberships(
  session: Session,
  application: string,
  group: string,
): ReturnType<MembershipStore['count']> {
  const [row] = await session.all<CountRow>(sql`
    select count(case when agreed = 'in' then 1 end) as agreed, count(case when open then 1 end) as open,
      count(case when not open and agreed <> 'in' then 1 end) as waiting
    from memberships where application = ${application} and group_id = ${group}`);
  return { in: Number(row?.agreed ?? 0), open: Number(row?.open ?? 0), waiting: Number(row?.waiting ?? 0) };
}
