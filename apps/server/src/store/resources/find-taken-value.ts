import type { UniqueValue } from '@linkspan/core';
import { sql } from '../sql.js';
import type { CommitContext } from './commit-context.js';

export interface TakenValue {
  readonly attribute: string;
  /** The resource that has it. */
  readonly holder: string;
}

/** Which of these values another resource holds; asked before the first write, since a refusal must leave others' writes alone. */
export async function findTakenValue(
  { session, dialect, commit: { scope, type, id } }: CommitContext,
  unique: readonly UniqueValue[] | undefined,
): Promise<TakenValue | undefined> {
  if (unique === undefined || unique.length === 0) return undefined;
  const [taken] = await session.all<TakenValue>(sql`
    select u.attribute, u.resource_id as holder from ${dialect.rows(unique)} v
    join unique_values u on u.directory = ${scope.directory} and u.type = ${type}
      and u.attribute = v.value ->> 'attribute' and u.value_key = v.value ->> 'key'
    where u.resource_id <> ${id} order by u.attribute limit 1`);
  return taken;
}
