import { type EffectiveGroup, mostGroups, mostLevels, type Scope } from '@linkspan/core';
import type { Dialect } from '../dialect.js';
import type { Session } from '../session.js';
import { sql } from '../sql.js';

interface Row {
  readonly member_id: string;
  readonly group_id: string;
  readonly label: string | null;
  readonly level: number;
}

/**
 * One statement, however many users. What is around a group is found once for all who are in it; where no group stands in another, that is one look into an
 * index for each of their groups.
 */
export async function listEffectiveGroups(
  session: Session,
  dialect: Dialect,
  { directory }: Scope,
  users: readonly string[],
): Promise<ReadonlyMap<string, readonly EffectiveGroup[]>> {
  const groups = new Map<string, EffectiveGroup[]>();
  if (users.length === 0) return groups;
  // A trashed group keeps its rows, and leads nowhere.
  const rows = await session.all<Row>(sql`
    with recursive direct (member_id, group_id) as (
      select m.member_id, m.group_id from members m
      join resources g on g.directory = m.directory and g.type = 'Group' and g.id = m.group_id
      where m.directory = ${directory} and m.member_id in (${dialect.texts(users)})
    ),
    around (group_id, outer_id, level) as (
      select distinct group_id, group_id, 1 from direct
      union
      select a.group_id, m.group_id, a.level + 1 from around a cross join members m
      join resources g on g.directory = m.directory and g.type = 'Group' and g.id = m.group_id
      where a.level < ${mostLevels} and m.directory = ${directory} and m.member_id = a.outer_id
    )
    select d.member_id, a.outer_id as group_id, g.label, min(a.level) as level from direct d
    join around a on a.group_id = d.group_id
    join resources g on g.directory = ${directory} and g.type = 'Group' and g.id = a.outer_id
    group by d.member_id, a.outer_id, g.label`);
  for (const { member_id, group_id, label, level } of rows.toSorted(compare)) {
    const refs = groups.get(member_id) ?? [];
    if (refs.length === mostGroups) continue;
    refs.push({ value: group_id, display: label ?? '', type: level === 1 ? 'direct' : 'indirect' });
    groups.set(member_id, refs);
  }
  return groups;
}

/** Direct ones first, then by id. */
function compare(a: Row, b: Row): number {
  if ((a.level === 1) !== (b.level === 1)) return a.level === 1 ? -1 : 1;
  return a.group_id < b.group_id ? -1 : 1;
}
