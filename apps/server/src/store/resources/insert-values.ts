import { insertRows } from '../insert-rows.js';
import { sql } from '../sql.js';
import type { Work } from './commit-context.js';
import type { ResourcePlace } from './count-resources.js';
import type { ResourceKeys } from './resource-keys.js';

/** The index rows of multi-valued attributes. */
export async function insertValues(
  { session }: Work,
  resources: readonly (ResourcePlace & { readonly keys: ResourceKeys })[],
): Promise<void> {
  const rows = resources.flatMap(({ directory, type, id, keys }) =>
    keys.values.map(({ path, key }) => sql`(${directory}, ${type}, ${path}, ${key}, ${id})`),
  );
  const head = sql`insert into resource_values (directory, type, path, value_key, resource_id)`;
  await insertRows(session, head, rows);
}
