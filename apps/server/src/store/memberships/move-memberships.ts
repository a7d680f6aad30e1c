import type { Session } from '../session.js';
import { sql } from '../sql.js';

/** Of the resource that came back as another one: as a group and as a member. */
export async function moveMemberships(
  session: Session,
  application: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await session.all(sql`
    update memberships set group_id = ${to}, open = true, revision = revision + 1
    where application = ${application} and group_id = ${from}`);
  await session.all(sql`
    update memberships set member_id = ${to}, open = true, revision = revision + 1
    where application = ${application} and member_id = ${from}`);
}
