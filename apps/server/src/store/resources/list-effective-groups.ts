import { type EffectiveGroup, mostGroups, mostLevels, mostNestings, type Scope } from '@linkspan/core';
import type { Dialect } from '../dialect.js';
import { groupBy } from '../group-by.js';
import type { Session } from '../session.js';
import { sql, verbatim } from '../sql.js';

interface Row {
  readonly member_id: string;
  readonly group_id: string;
  /** Null: the group is in the trash, keeps its rows, and leads nowhere. */
  readonly label: string | null;
  /** Whether the group is in another one. */
  readonly nested: boolean | number;
}

/**
 * One statement, however many users, and one more for each level of groups within groups. What is around a group is read once for all who
 * are in it, and `mostNestings` of it at most: a few hundred groups that are all in each other are tens of thousands.
 */
export async function listEffectiveGroups(
  session: Session,
  dialect: Dialect,
  { directory }: Scope,
  users: readonly string[],
): Promise<ReadonlyMap<string, readonly EffectiveGroup[]>> {
  const around = new Map<string, readonly Row[]>();
  const asked = new Set(users);
  let members: readonly string[] = users;
  let room = mostNestings;
  for (let level = 1; level <= mostLevels && members.length > 0 && room > 0; level += 1) {
    const rows = await readAround(session, dialect, directory, members, level === 1 ? undefined : room);
    if (level > 1) room -= rows.length;
    for (const [member, own] of groupBy(rows, ({ member_id }) => member_id)) around.set(member, own);
    members = [...new Set(rows.flatMap(({ group_id, nested }) => (nested ? group_id : [])))].filter(
      (group) => !asked.has(group),
    );
    for (const group of members) asked.add(group);
  }
  return new Map(
    users.flatMap((user) => {
      const groups = follow(around, user);
      return groups.length === 0 ? [] : [[user, groups] as const];
    }),
  );
}

/** Without a join: a planner whose statistics are old would begin with all members of all groups. */
async function readAround(
  session: Session,
  dialect: Dialect,
  directory: string,
  members: readonly string[],
  most: number | undefined,
): Promise<readonly Row[]> {
  const limit = most === undefined ? verbatim('') : sql`limit ${most}`;
  const rows = await session.all<Row>(sql`
    select m.member_id, m.group_id, (
      select coalesce(g.label, '') from resources g
      where g.directory = ${directory} and g.type = 'Group' and g.id = m.group_id
    ) as label, exists (
      select 1 from members n where n.directory = ${directory} and n.member_id = m.group_id
    ) as nested
    from members m
    where m.directory = ${directory} and m.member_id in (${dialect.texts(members)}) ${limit}`);
  return rows.filter(({ label }) => label !== null);
}

/** Direct ones first, then by id. */
function follow(around: ReadonlyMap<string, readonly Row[]>, user: string): readonly EffectiveGroup[] {
  const direct = around.get(user) ?? [];
  const found = new Map(direct.map((row) => [row.group_id, row]));
  let level: readonly Row[] = direct;
  for (let levels = 1; levels < mostLevels && level.length > 0; levels += 1) {
    const next: Row[] = [];
    for (const { group_id } of level) {
      for (const row of around.get(group_id) ?? []) {
        if (found.has(row.group_id)) continue;
        found.set(row.group_id, row);
        next.push(row);
      }
    }
    level = next;
  }
  const [near, far] = [direct, [...found.values()].slice(direct.length)].map((rows) => rows.toSorted(byId));
  return [
    ...(near ?? []).map((row) => refOf(row, 'direct')),
    ...(far ?? []).map((row) => refOf(row, 'indirect')),
  ].slice(0, mostGroups);
}

function byId(a: Row, b: Row): number {
  return a.group_id < b.group_id ? -1 : 1;
}

function refOf({ group_id, label }: Row, type: EffectiveGroup['type']): EffectiveGroup {
  return { value: group_id, display: label ?? '', type };
}
