import type { GroupRef, Scope } from '@linkspan/core';
import type { Dialect } from '../dialect.js';
import type { Session } from '../session.js';
import { sql } from '../sql.js';

interface GroupRow {
  readonly member_id: string;
  readonly group_id: string;
  readonly label: string | null;
}

/** One statement, however many users. */
export async function listGroups(
  session: Session,
  dialect: Dialect,
  { directory }: Scope,
  users: readonly string[],
): Promise<ReadonlyMap<string, readonly GroupRef[]>> {
  const groups = new Map<string, GroupRef[]>();
  if (users.length === 0) return groups;
  const rows = await session.all<GroupRow>(sql`
    select m.member_id, m.group_id, g.label from members m
    join resources g on g.directory = m.directory and g.type = 'Group' and g.id = m.group_id
    where m.directory = ${directory} and m.member_id in (${dialect.texts(users)})
    order by m.group_id`);
  for (const { member_id, group_id, label } of rows) {
    const refs = groups.get(member_id) ?? [];
    refs.push({ value: group_id, display: label ?? '' });
    groups.set(member_id, refs);
  }
  return groups;
}
