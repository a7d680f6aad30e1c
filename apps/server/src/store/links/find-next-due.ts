import type { Session } from '../session.js';
import { type Sql, sql } from '../sql.js';

/** The first free link of leavers and of others, each at its place in the index, and the few that are leased. */
export async function findNextDue(session: Session, application: string): Promise<number | undefined> {
  const firstFree = (leaver: Sql) => sql`
    select due_at from links
    where application = ${application} and leaver = ${leaver} and due_at is not null and lease_token is null
    order by due_at limit 1`;
  const [row] = await session.all<{ readonly next: number | string | null }>(sql`
    select min(due_at) as next from (
      select * from (${firstFree(sql`true`)}) leavers
      union all select * from (${firstFree(sql`false`)}) others
      union all select case when lease_until > due_at then lease_until else due_at end from links
        where lease_token is not null and application = ${application} and due_at is not null
    ) candidates`);
  return row?.next == null ? undefined : Number(row.next);
}
