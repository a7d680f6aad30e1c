import type { LinkStore } from '@linkspan/core';
import type { Dialect } from '../dialect.js';
import type { Session } from '../session.js';
import { sql } from '../sql.js';

interface Member {
  readonly application: string;
  readonly member: string;
  /** As its link has it, for theirs. */
  readonly origin: string | null;
}

/** The account of this member changed: the groups that it belongs to, or did, look at it again. */
export async function makeGroupsDue(
  session: Session,
  dialect: Dialect,
  { application, member, origin }: Member,
  { dueAt }: NonNullable<Parameters<LinkStore['record']>[3]['groupsDue']>,
): Promise<void> {
  const opened = await session.all<{ readonly group_id: string }>(sql`
    update memberships set open = true, revision = revision + 1
    where application = ${application} and member_id = ${member} returning group_id`);
  if (opened.length === 0) return;
  const due =
    dueAt === undefined ? sql`due_at` : sql`case when due_at <= ${dueAt} then due_at else cast(${dueAt} as bigint) end`;
  const groups = opened.map(({ group_id }) => group_id);
  // In the order in which `touch` takes them, so that no two wait for each other.
  await session.all(sql`
    with due as (
      select r.id from links r
      where r.application = ${application} and r.type = 'Group' and r.resource_id in (${dialect.texts(groups)})
      order by r.resource_id ${dialect.forUpdate}
    )
    update links set revision = revision + 1, attempts = 0, origin = ${origin}, stale = true, due_at = ${due}
    where id in (select id from due)`);
}
