import type { Member, MembersQuery, Scope } from '@linkspan/core';
import type { Session } from '../session.js';
import { sql } from '../sql.js';

interface MemberRow {
  readonly member_id: string;
  readonly member_type: string;
  readonly label: string | null;
}

/** Of a trashed group too, until its last `members` mark is removed. */
export async function listMembers(
  session: Session,
  { directory }: Scope,
  { group, after = '', limit }: MembersQuery,
): Promise<readonly Member[]> {
  const rows = await session.all<MemberRow>(sql`
    select m.member_id, m.member_type, r.label from members m
    join resources r on r.directory = m.directory and r.type = m.member_type and r.id = m.member_id
    where m.directory = ${directory} and m.group_id = ${group} and m.member_id > ${after} and (
      exists (select 1 from resources where directory = ${directory} and type = 'Group' and id = ${group})
      or exists (select 1 from trash
        where directory = ${directory} and type = 'Group' and id = ${group} and not members_seen))
    order by m.member_id limit ${limit}`);
  return rows.map(({ member_id, member_type, label }) => ({
    value: member_id,
    type: member_type,
    ...(label !== null && { display: label }),
  }));
}
