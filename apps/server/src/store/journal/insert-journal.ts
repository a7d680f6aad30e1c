import type { JournalEntry } from '@linkspan/core';
import type { Dialect } from '../dialect.js';
import type { Session } from '../session.js';
import { sql } from '../sql.js';

/** Any number of lines, in one statement. */
export async function insertJournal(
  session: Session,
  dialect: Dialect,
  entries: readonly JournalEntry[],
  now: number,
): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(({ changes, ...entry }, place) => ({
    ...entry,
    ...(changes !== undefined && { changes: JSON.stringify(changes) }),
    place,
  }));
  await session.all(sql`
    insert into journal (at, actor, action, directory, application, resource_type, resource_id, changes, reason, request_id, run)
    select ${now}, v.value ->> 'actor', v.value ->> 'action', v.value ->> 'directory', v.value ->> 'application',
      v.value ->> 'resourceType', v.value ->> 'resourceId', v.value ->> 'changes', v.value ->> 'reason', v.value ->> 'requestId', v.value ->> 'run'
    from ${dialect.rows(rows)} v order by cast(v.value ->> 'place' as integer)`);
}
