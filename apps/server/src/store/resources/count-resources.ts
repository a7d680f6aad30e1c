import { groupBy } from '../group-by.js';
import { sql } from '../sql.js';
import type { Work } from './commit-context.js';

export interface ResourcePlace {
  readonly directory: string;
  readonly type: string;
  readonly id: string;
}

/** Keeps the counts of the ranges in which the resources stand, so that a list needn't count, nor walk to its page. */
export async function countResources(
  { session, dialect }: Work,
  resources: readonly ResourcePlace[],
  change: 1 | -1,
): Promise<void> {
  const families = groupBy(resources, ({ directory, type }) => JSON.stringify([directory, type]));
  // In one order, so that concurrent transactions do not wait for each other in a circle.
  for (const [, family] of [...families].sort(([left], [right]) => (left < right ? -1 : 1))) {
    const { directory, type } = family[0];
    const shard = Math.floor(Math.random() * dialect.counterShards);
    const ids = family.map(({ id }) => ({ id }));
    await session.all(sql`
      insert into counters (directory, type, first_id, shard, total)
      select ${directory}, ${type}, first_id, ${shard}, ${change} * count(*) from (
        select coalesce((select max(c.first_id) from counters c
          where c.directory = ${directory} and c.type = ${type} and c.first_id <= v.value ->> 'id'), '') as first_id
        from ${dialect.rows(ids)} v
      ) placed
      where true group by first_id order by first_id
      on conflict (directory, type, first_id, shard) do update set total = counters.total + excluded.total`);
  }
}
