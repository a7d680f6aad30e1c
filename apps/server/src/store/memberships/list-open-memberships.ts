import type { Membership, MembershipStore } from '@linkspan/core';
import type { Session } from '../session.js';
import { type Sql, sql } from '../sql.js';
import { type MembershipRow, toMembership } from './membership-row.js';

/** Those that are open and those that are late, each in the order that its index has, so that a page costs what it shows. */
export async function listOpenMemberships(
  session: Session,
  application: string,
  group: string,
  { now, after = '', limit }: Parameters<MembershipStore['listOpen']>[2],
): Promise<readonly Membership[]> {
  const select = (condition: Sql) => sql`
    select * from memberships
    where application = ${application} and group_id = ${group} and member_id > ${after} and ${condition}`;
  const rows = await session.all<MembershipRow>(sql`
    ${select(sql`open`)}
    union all ${select(sql`not open and late_until is not null and late_until <= ${now}`)}
    order by member_id limit ${limit}`);
  return rows.map(toMembership);
}
