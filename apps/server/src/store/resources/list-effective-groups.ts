import { type EffectiveGroup, mostGroups, mostLevels, mostNestings, type Scope } from '@linkspan/core';
import type { Dialect } from '../dialect.js';
import { groupBy } from '../group-by.js';
import type { Session } from '../session.js';
import { type Sql, sql, verbatim } from '../sql.js';

/** A group around somebody. */
interface Around {
  readonly group_id: string;
  /** Null: the group is in the trash, keeps its rows, and leads nowhere. */
  readonly label: string | null;
  /** Whether the group is in another one. */
  readonly nested: boolean | number;
}

type Row = Around & { readonly member_id: string };

/** Those whom each stands in directly. */
type DirectGroups = ReadonlyMap<string, readonly Around[]>;

/**
 * One statement, however many users, and one more for each level of groups within groups. What is around a group is read once for all who
 * are in it, and `mostNestings` of it at most: a few hundred groups that are all in each other are tens of thousands.
 */
export async function listEffectiveGroups(
  session: Session,
  dialect: Dialect,
  { directory }: Scope,
  users: readonly string[],
  known?: DirectGroups,
): Promise<ReadonlyMap<string, readonly EffectiveGroup[]>> {
  const direct = known ?? byMember((await readAround(session, dialect, directory, users)).filter(leadsOn));
  const around = new Map(direct);
  const asked = new Set(users);
  let room = mostNestings;
  let members = listBeyond(direct, asked);
  for (let level = 2; level <= mostLevels && members.length > 0 && room > 0; level += 1) {
    const rows = await readAround(session, dialect, directory, members, room);
    room -= rows.length;
    for (const group of members) asked.add(group);
    const above = byMember(rows.filter(leadsOn));
    for (const [member, groups] of above) around.set(member, groups);
    members = listBeyond(above, asked);
  }
  return new Map(
    users.flatMap((user) => {
      const groups = follow(around, user);
      return groups.length === 0 ? [] : [[user, groups] as const];
    }),
  );
}

/**
 * The column `groups` of `users`: whom they stand in directly, as `readGroups` reads it. Without a statement of its own: what is shown of
 * one person is nearly always one statement.
 */
export function directGroupsColumn(dialect: Dialect, directory: string, users: Sql): Sql {
  const columns = [verbatim('m.group_id'), labelOf(directory), isNested(directory)];
  return sql`(select ${dialect.gather(columns)} from members m where m.directory = ${directory} and m.member_id = ${users}.id) as groups`;
}

/** All groups of rows with that column: one statement more only where somebody's group stands within another. */
export async function readGroups(
  session: Session,
  dialect: Dialect,
  scope: Scope,
  rows: readonly { readonly id: string; readonly groups?: string | null }[],
): Promise<ReadonlyMap<string, readonly EffectiveGroup[]>> {
  // On a page most are in the same groups as others: those are followed once.
  const first = new Map<string, string>();
  for (const { id, groups } of rows) if (groups && groups !== '[]' && !first.has(groups)) first.set(groups, id);
  const direct = new Map([...first].map(([text, id]) => [id, parseGroups(text)]));
  const found = await listEffectiveGroups(session, dialect, scope, [...direct.keys()], direct);
  return new Map(
    rows.flatMap(({ id, groups }) => {
      const like = found.get(first.get(groups ?? '') ?? '');
      return like === undefined ? [] : [[id, like] as const];
    }),
  );
}

function parseGroups(text: string): readonly Around[] {
  const rows: readonly [string, string | null, boolean | number][] = JSON.parse(text);
  return rows.map(([group_id, label, nested]) => ({ group_id, label, nested })).filter(leadsOn);
}

/** It is not in the trash. */
function leadsOn({ label }: Around): boolean {
  return label !== null;
}

function byMember(rows: readonly Row[]): DirectGroups {
  return groupBy(rows, ({ member_id }) => member_id);
}

/** Groups that are in others, and that nobody has asked about yet. */
function listBeyond(groups: DirectGroups, asked: ReadonlySet<string>): readonly string[] {
  const nested = [...groups.values()].flatMap((rows) =>
    rows.flatMap(({ group_id, nested }) => (nested ? group_id : [])),
  );
  return [...new Set(nested)].filter((group) => !asked.has(group));
}

function labelOf(directory: string): Sql {
  return sql`(select coalesce(g.label, '') from resources g where g.directory = ${directory} and g.type = 'Group' and g.id = m.group_id)`;
}

function isNested(directory: string): Sql {
  return sql`exists (select 1 from members n where n.directory = ${directory} and n.member_id = m.group_id)`;
}

/** Without a join: a planner whose statistics are old would begin with all members of all groups. */
function readAround(
  session: Session,
  dialect: Dialect,
  directory: string,
  members: readonly string[],
  most?: number,
): Promise<readonly Row[]> {
  const limit = most === undefined ? verbatim('') : sql`limit ${most}`;
  return session.all<Row>(sql`
    select m.member_id, m.group_id, ${labelOf(directory)} as label, ${isNested(directory)} as nested
    from members m
    where m.directory = ${directory} and m.member_id in (${dialect.texts(members)}) ${limit}`);
}

/** Direct ones first, then by id. */
function follow(around: DirectGroups, user: string): readonly EffectiveGroup[] {
  const direct = around.get(user) ?? [];
  const found = new Map(direct.map((row) => [row.group_id, row]));
  let level: readonly Around[] = direct;
  for (let levels = 1; levels < mostLevels && level.length > 0; levels += 1) {
    const next: Around[] = [];
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

function byId(a: Around, b: Around): number {
  return a.group_id < b.group_id ? -1 : 1;
}

function refOf({ group_id, label }: Around, type: EffectiveGroup['type']): EffectiveGroup {
  return { value: group_id, display: label ?? '', type };
}
