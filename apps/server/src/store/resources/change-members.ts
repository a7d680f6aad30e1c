import { sql } from '../sql.js';
import type { CommitContext } from './commit-context.js';
import type { MemberPlan, MemberRow } from './plan-members.js';

/** Resolves with the members really added and removed. */
export async function changeMembers(context: CommitContext, plan: MemberPlan): Promise<readonly MemberRow[]> {
  return [...(await addMembers(context, plan.add)), ...(await removeMembers(context, plan.remove))];
}

async function addMembers({ session, dialect, commit }: CommitContext, rows: readonly MemberRow[]) {
  if (rows.length === 0) return [];
  return session.all<MemberRow>(sql`
    insert into members (directory, group_id, member_id, member_type)
    select ${commit.scope.directory}, ${commit.id}, v.value ->> 'member_id', v.value ->> 'member_type'
    from ${dialect.rows(rows)} v where true
    on conflict do nothing returning member_id, member_type`);
}

async function removeMembers({ session, dialect, commit }: CommitContext, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return session.all<MemberRow>(sql`
    delete from members
    where directory = ${commit.scope.directory} and group_id = ${commit.id} and member_id in (${dialect.texts(ids)})
    returning member_id, member_type`);
}
