import type { Commit, Mark } from '@linkspan/core';
import { insertRows } from '../insert-rows.js';
import { insertJournal } from '../journal/insert-journal.js';
import { sql } from '../sql.js';
import { writeOrigin } from '../write-origin.js';
import type { Work } from './commit-context.js';
import type { MemberRow } from './plan-members.js';

/** The commits' marks, one for each member who joined or left, and their lines of history. */
export async function writeHistory(
  { session, now }: Work,
  commits: readonly Commit[],
  members: ReadonlyMap<Commit, readonly MemberRow[]> = new Map(),
): Promise<void> {
  const rows = commits.flatMap((commit) => {
    const origin = writeOrigin(commit);
    return [...commit.marks, ...(members.get(commit) ?? []).map(markOf)].map(
      ({ type, id, reach }) => sql`(${commit.scope.directory}, ${type}, ${id}, ${reach}, ${origin})`,
    );
  });
  await insertRows(session, sql`insert into marks (directory, type, id, reach, origin)`, rows);
  await insertJournal(
    session,
    commits.map(({ journal }) => journal),
    now,
  );
}

/** A user is reached by what they join or leave; a group concerns whoever is within it. */
function markOf({ member_type, member_id }: MemberRow): Mark {
  return { type: member_type, id: member_id, reach: member_type === 'Group' ? 'members' : 'self' };
}
