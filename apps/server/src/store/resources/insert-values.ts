import { sql } from '../sql.js';
import type { CommitContext } from './commit-context.js';
import type { ResourceKeys } from './resource-keys.js';

/** The index rows of multi-valued attributes. */
export async function insertValues(
  { session, dialect, commit }: CommitContext,
  { values }: ResourceKeys,
): Promise<void> {
  if (values.length === 0) return;
  await session.all(sql`
    insert into resource_values (directory, type, path, value_key, resource_id)
    select ${commit.scope.directory}, ${commit.type}, v.value ->> 'path', v.value ->> 'key', ${commit.id}
    from ${dialect.rows(values)} v`);
}
