import type { Link, LinkStore } from '@linkspan/core';
import type { Dialect } from '../dialect.js';
import type { Session } from '../session.js';
import { sql } from '../sql.js';
import { type LinkRow, toLink } from './link-row.js';

/** One statement: what another process claims meanwhile is passed over. */
export async function claimLinks(
  session: Session,
  dialect: Dialect,
  application: string,
  { now, limit, lease, resourceIds, fewestAttempts }: Parameters<LinkStore['claim']>[1],
): Promise<readonly Link[]> {
  // Each in the order that its index has, so that a long queue is not sorted for its first few.
  const [wanted, order] = resourceIds
    ? [sql`r.resource_id in (${dialect.texts(resourceIds)})`, sql`r.leaver desc, r.due_at nulls last, r.id`]
    : [sql`r.due_at <= ${now}`, sql`${fewestAttempts ? sql`r.attempts, ` : sql``}r.leaver desc, r.due_at, r.id`];
  const rows = await session.all<LinkRow>(sql`
    with picked as (
      select r.id from links r
      where r.application = ${application} and ${wanted} and (r.lease_until is null or r.lease_until <= ${now})
      order by ${order} limit ${limit} ${dialect.skipLocked}
    )
    update links set lease_token = ${lease.token}, lease_until = ${now + lease.milliseconds}
    where id in (select id from picked) returning *`);
  return rows.map(toLink).sort((a, b) => (fewestAttempts ? a.attempts - b.attempts : 0) || compareUrgency(a, b));
}

/** `returning` has no order. */
function compareUrgency(a: Link, b: Link): number {
  return (
    Number(b.leaver) - Number(a.leaver) ||
    (a.dueAt ?? Number.POSITIVE_INFINITY) - (b.dueAt ?? Number.POSITIVE_INFINITY) ||
    (a.id < b.id ? -1 : 1)
  );
}
