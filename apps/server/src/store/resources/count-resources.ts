import { sql } from '../sql.js';
import type { CommitContext } from './commit-context.js';

/** Keeps the total of the type, so that an unfiltered list needn't count. */
export async function countResources({ session, dialect, commit }: CommitContext, change: 1 | -1): Promise<void> {
  const shard = Math.floor(Math.random() * dialect.counterShards);
  await session.all(sql`
    insert into counters (directory, type, shard, total) values (${commit.scope.directory}, ${commit.type}, ${shard}, ${change})
    on conflict (directory, type, shard) do update set total = counters.total + excluded.total`);
}
