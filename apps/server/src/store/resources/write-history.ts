import type { Mark } from '@linkspan/core';
import { insertJournal } from '../journal/insert-journal.js';
import { sql } from '../sql.js';
import { writeOrigin } from '../write-origin.js';
import type { CommitContext } from './commit-context.js';
import type { MemberRow } from './plan-members.js';

/** The commit's marks, one for each member who joined or left, and its line of history. */
export async function writeHistory(context: CommitContext, members: readonly MemberRow[] = []): Promise<void> {
  const { session, dialect, commit, now } = context;
  const marks = [...commit.marks, ...members.map(markOf)];
  if (marks.length > 0) {
    await session.all(sql`
      insert into marks (directory, type, id, reach, origin)
      select ${commit.scope.directory}, v.value ->> 'type', v.value ->> 'id', v.value ->> 'reach', ${writeOrigin(commit)}
      from ${dialect.rows(marks.map((mark, place) => ({ ...mark, place })))} v
      order by cast(v.value ->> 'place' as integer)`);
  }
  await insertJournal(session, dialect, [commit.journal], now);
}

/** A user is reached by what they join or leave; a group concerns whoever is within it. */
function markOf({ member_type, member_id }: MemberRow): Mark {
  return { type: member_type, id: member_id, reach: member_type === 'Group' ? 'members' : 'self' };
}
