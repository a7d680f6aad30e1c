import { sql } from '../sql.js';
import type { CommitContext } from './commit-context.js';

export interface MemberRow {
  readonly member_id: string;
  readonly member_type: string;
}

export interface MemberPlan {
  readonly add: readonly MemberRow[];
  readonly remove: readonly string[];
  /** Ids that are no resources of the directory: the commit is refused. */
  readonly unknown: readonly string[];
}

/** Which rows to try to add and remove. A replacement is compared with what is there, anything else costs what it names. */
export async function planMembers(context: CommitContext): Promise<MemberPlan> {
  const { members } = context.commit;
  if (members === undefined) return { add: [], remove: [], unknown: [] };
  if ('add' in members) return resolveMembers(context, members.add, [...new Set(members.remove)]);
  const present = await listPresent(context);
  const wanted = new Set(members.replace);
  return resolveMembers(
    context,
    members.replace.filter((id) => !present.has(id)),
    [...present].filter((id) => !wanted.has(id)),
  );
}

async function listPresent({ session, commit }: CommitContext): Promise<ReadonlySet<string>> {
  if (commit.expectVersion === 0) return new Set();
  const rows = await session.all<MemberRow>(
    sql`select member_id from members where directory = ${commit.scope.directory} and group_id = ${commit.id}`,
  );
  return new Set(rows.map(({ member_id }) => member_id));
}

/** A lock on what is added keeps a concurrent delete of it waiting until this membership can be seen and ended. */
async function resolveMembers(
  { session, dialect, commit }: CommitContext,
  ids: readonly string[],
  remove: readonly string[],
): Promise<MemberPlan> {
  const named = [...new Set(ids)];
  if (named.length === 0) return { add: [], remove, unknown: [] };
  const add = await session.all<MemberRow>(sql`
    select r.id as member_id, r.type as member_type from resources r
    where r.directory = ${commit.scope.directory} and r.type in ('User', 'Group') and r.id in (${dialect.texts(named)})
    ${dialect.forKeyShare}`);
  const known = new Set(add.map(({ member_id }) => member_id));
  return { add, remove, unknown: named.filter((id) => !known.has(id)) };
}
