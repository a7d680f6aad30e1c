import { sql } from '../sql.js';
import type { CommitContext } from './commit-context.js';

/** Keeps the count of the range in which the resource stands, so that a list needn't count, nor walk to its page. */
export async function countResource({ session, dialect, commit }: CommitContext, change: 1 | -1): Promise<void> {
  const { scope, type, id } = commit;
  const shard = Math.floor(Math.random() * dialect.counterShards);
  await session.all(sql`
    insert into counters (directory, type, first_id, shard, total)
    select ${scope.directory}, ${type}, coalesce(max(first_id), ''), ${shard}, ${change} from counters
    where directory = ${scope.directory} and type = ${type} and first_id <= ${id}
    on conflict (directory, type, first_id, shard) do update set total = counters.total + excluded.total`);
}
