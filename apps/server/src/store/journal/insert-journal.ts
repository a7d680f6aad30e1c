import type { JournalEntry } from '@linkspan/core';
import type { Session } from '../session.js';
import { joinSql, sql } from '../sql.js';

/** Any number of lines, in one statement. */
export async function insertJournal(session: Session, entries: readonly JournalEntry[], now: number): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(({ changes, ...entry }) => {
    const { actor, action, directory, application = null, resourceType, resourceId } = entry;
    const { reason = null, requestId = null, run = null } = entry;
    const text = changes === undefined ? null : JSON.stringify(changes);
    return sql`(${now}, ${actor}, ${action}, ${directory}, ${application}, ${resourceType}, ${resourceId}, ${text}, ${reason},
      ${requestId}, ${run})`;
  });
  await session.all(sql`
    insert into journal (at, actor, action, directory, application, resource_type, resource_id, changes, reason, request_id, run)
    values ${joinSql(rows, ', ')}`);
}
