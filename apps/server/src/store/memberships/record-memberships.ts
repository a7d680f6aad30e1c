import type { MembershipResult } from '@linkspan/core';
import type { Dialect } from '../dialect.js';
import type { Session } from '../session.js';
import { sql } from '../sql.js';

/** What was learned about members of this group; of one that was touched meanwhile it is not final. */
export async function recordMemberships(
  session: Session,
  dialect: Dialect,
  { application, group }: { readonly application: string; readonly group: string },
  results: readonly MembershipResult[] | 'forget',
): Promise<void> {
  if (results === 'forget') {
    await session.all(sql`delete from memberships where application = ${application} and group_id = ${group}`);
    return;
  }
  if (results.length === 0) return;
  const forgotten = results.filter(({ now }) => now === 'forget');
  if (forgotten.length > 0) {
    await session.all(sql`
      delete from memberships where application = ${application} and group_id = ${group} and (member_id, revision) in (
        select v.value ->> 'member', cast(v.value ->> 'revision' as bigint) from ${dialect.rows(describe(forgotten))} v)`);
  }
  await session.all(sql`
    update memberships set agreed = learned.agreed, account_id = learned.account_id, late_until = learned.late_until,
      open = learned.open or memberships.revision <> learned.revision
    from (select v.value ->> 'member' as member_id, cast(v.value ->> 'revision' as bigint) as revision,
      v.value ->> 'agreed' as agreed, v.value ->> 'accountId' as account_id, cast(v.value ->> 'open' as boolean) as open,
      cast(v.value ->> 'lateUntil' as bigint) as late_until from ${dialect.rows(describe(results))} v) learned
    where memberships.application = ${application} and memberships.group_id = ${group}
      and memberships.member_id = learned.member_id`);
}

/** What is to be forgotten and is still there was touched meanwhile. */
function describe(results: readonly MembershipResult[]): readonly object[] {
  return results.map(({ member, revision, now }) => ({
    member,
    revision,
    ...(now === 'forget' ? { agreed: 'out', open: true } : now),
  }));
}
