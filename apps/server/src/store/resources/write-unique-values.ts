import type { UniqueValue } from '@linkspan/core';
import { sql } from '../sql.js';
import type { CommitContext } from './commit-context.js';

/**
 * What the resource alone holds from now on. Resolves with the attribute of which another one took the value since it was asked for: then,
 * on PostgreSQL, the error has ended the transaction, which holds nothing else, and the COMMIT that follows is a rollback. On SQLite
 * nobody else writes in between.
 *
 * @throws where that is so beside others in the transaction
 */
export async function writeUniqueValues(
  { session, dialect, isAlone, commit: { scope, type, id } }: CommitContext,
  unique: readonly UniqueValue[] | undefined,
): Promise<string | undefined> {
  if (unique === undefined) return undefined;
  await session.all(
    sql`delete from unique_values where directory = ${scope.directory} and type = ${type} and resource_id = ${id}`,
  );
  const [first] = unique;
  if (first === undefined) return undefined;
  try {
    await session.all(sql`
      insert into unique_values (directory, type, attribute, value_key, resource_id)
      select ${scope.directory}, ${type}, v.value ->> 'attribute', v.value ->> 'key', ${id} from ${dialect.rows(unique)} v`);
    return undefined;
  } catch (error) {
    if (isAlone && dialect.findViolatedIndex(error)?.includes('unique_values')) return first.attribute;
    throw error;
  }
}
