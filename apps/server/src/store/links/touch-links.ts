import type { LinkStore, TouchedResource } from '@linkspan/core';
import type { Dialect } from '../dialect.js';
import type { Session } from '../session.js';
import { sql } from '../sql.js';
import { earlierDueTime } from './earlier-due-time.js';

type Touch = Parameters<LinkStore['touch']>;

/** Sets the leaver's clock of whoever has an account, and none that runs. */
export async function touchLinks(
  session: Session,
  dialect: Dialect,
  target: Touch[0],
  resources: Touch[1],
  options: Touch[2],
): Promise<void> {
  await touchAll(session, dialect, target, resources, options);
  const leavers = resources.filter(({ leftAt }) => leftAt !== undefined);
  if (leavers.length === 0) return;
  await session.all(sql`
    update links set left_at = said.left_at
    from (select v.value ->> 'id' as resource_id, cast(v.value ->> 'leftAt' as bigint) as left_at
      from ${dialect.rows(onlyOnce(leavers))} v) said
    where links.application = ${target.application} and links.resource_id = said.resource_id
      and links.left_at is null and links.account_id is not null`);
}

/** One statement, however many resources. They are ordered, so that two of them don't lock the same rows crosswise. */
async function touchAll(
  session: Session,
  dialect: Dialect,
  { application, directory }: Touch[0],
  resources: Touch[1],
  { dueAt, onlyExisting }: Touch[2],
): Promise<void> {
  const rows = dialect.rows(onlyOnce(resources));
  const due = sql`cast(${dueAt ?? null} as bigint)`;
  if (onlyExisting) {
    await session.all(sql`
      update links set revision = links.revision + 1, attempts = 0, label = touched.label,
        leaver = touched.leaver, origin = touched.origin, stale = true, due_at = ${earlierDueTime('touched')}
      from (select v.value ->> 'id' as resource_id, v.value ->> 'label' as label,
        cast(v.value ->> 'leaver' as boolean) as leaver, v.value ->> 'origin' as origin, ${due} as due_at from ${rows} v) touched
      where links.application = ${application} and links.resource_id = touched.resource_id`);
    return;
  }
  await session.all(sql`
    insert into links (application, directory, type, resource_id, state, label, leaver, origin, stale, revision, attempts, due_at)
    select ${application}, ${directory}, v.value ->> 'type', v.value ->> 'id', 'new', v.value ->> 'label',
      cast(v.value ->> 'leaver' as boolean), v.value ->> 'origin', true, 1, 0, ${due}
    from ${rows} v where true
    order by v.value ->> 'id'
    on conflict (resource_id, application) do update set revision = links.revision + 1, attempts = 0, label = excluded.label,
      leaver = excluded.leaver, origin = excluded.origin, stale = true, due_at = ${earlierDueTime('excluded')}`);
}

/** A statement touches a row once. */
function onlyOnce(resources: readonly TouchedResource[]): readonly TouchedResource[] {
  return [...new Map(resources.map((resource) => [resource.id, resource])).values()];
}
