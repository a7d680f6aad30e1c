import { insertJournal } from '../journal/insert-journal.js';
import { sql } from '../sql.js';
import type { CommitContext } from './commit-context.js';

/** The commit's marks, one for each user whose membership changed, and its line of history. */
export async function writeHistory(context: CommitContext, users: readonly string[] = []): Promise<void> {
  const { session, dialect, commit, now } = context;
  const marks = [...commit.marks, ...users.map((id) => ({ type: 'User', id, reach: 'self' }))];
  if (marks.length > 0) {
    await session.all(sql`
      insert into marks (directory, type, id, reach)
      select ${commit.scope.directory}, v.value ->> 'type', v.value ->> 'id', v.value ->> 'reach'
      from ${dialect.rows(marks.map((mark, place) => ({ ...mark, place })))} v
      order by cast(v.value ->> 'place' as integer)`);
  }
  await insertJournal(session, dialect, [commit.journal], now);
}
