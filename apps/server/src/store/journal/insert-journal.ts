import type { JournalEntry } from '@linkspan/core';
import { insertRows } from '../insert-rows.js';
import type { Session } from '../session.js';
import { sql } from '../sql.js';

/** Any number of lines, in as few statements as there may be. */
export async function insertJournal(session: Session, entries: readonly JournalEntry[], now: number): Promise<void> {
  const rows = entries.map(({ changes, ...entry }) => {
    const { actor, action, directory, application = null, resourceType, resourceId } = entry;
    const { reason = null, requestId = null, run = null } = entry;
    const text = changes === undefined ? null : JSON.stringify(changes);
    return sql`(${now}, ${actor}, ${action}, ${directory}, ${application}, ${resourceType}, ${resourceId}, ${text}, ${reason},
      ${requestId}, ${run})`;
  });
  const head = sql`
    insert into journal (at, actor, action, directory, application, resource_type, resource_id, changes, reason, request_id, run)`;
  await insertRows(session, head, rows);
}
