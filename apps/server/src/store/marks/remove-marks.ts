import type { Dialect } from '../dialect.js';
import type { Session } from '../session.js';
import { sql } from '../sql.js';

interface RemovedMark {
  readonly directory: string;
  readonly id: string;
  readonly reach: string;
}

/**
 * With the last `members` mark of a trashed group its members are no longer listed. Their rows stay for a restore until the trash is
 * purged, so this costs the same for a group of seventy thousand.
 */
export async function removeMarks(session: Session, dialect: Dialect, seqs: readonly number[]): Promise<void> {
  if (seqs.length === 0) return;
  const removed = await session.all<RemovedMark>(sql`
    delete from marks where seq in (select cast(v.value ->> 'seq' as bigint) from ${dialect.rows(seqs.map((seq) => ({ seq })))} v)
    returning directory, id, reach`);
  const groups = removed.filter(({ reach }) => reach === 'members').map(({ directory, id }) => ({ directory, id }));
  if (groups.length === 0) return;
  await session.all(sql`
    update trash set members_seen = true
    where (directory, id) in (select v.value ->> 'directory', v.value ->> 'id' from ${dialect.rows(groups)} v)
      and type = 'Group'
      and not exists (select 1 from marks m where m.directory = trash.directory and m.id = trash.id and m.reach = 'members')`);
}
