import type { Membership } from '@linkspan/core';
import type { Dialect } from '../dialect.js';
import type { Session } from '../session.js';
import { sql } from '../sql.js';

/** One statement, however many. They are ordered, so that two of them don't lock the same rows crosswise, and each is there once. */
export async function touchMemberships(
  session: Session,
  dialect: Dialect,
  application: string,
  pairs: readonly Pick<Membership, 'group' | 'member'>[],
): Promise<void> {
  const rows = pairs.map(({ group, member }) => ({ group, member }));
  await session.all(sql`
    insert into memberships (application, group_id, member_id, agreed, open, revision)
    select distinct ${application}, v.value ->> 'group' as group_id, v.value ->> 'member' as member_id, 'out', true, 1
    from ${dialect.rows(rows)} v where true
    order by group_id, member_id
    on conflict (application, group_id, member_id) do update set open = true, revision = memberships.revision + 1`);
}
