import { isIndexed } from '../resources/resource-keys.js';
import { type Sql, sql, verbatim } from '../sql.js';
import { createTextLeaf } from './column-source.js';
import type { FilterTarget } from './filter-target.js';
import type { Source } from './source.js';

/** What stands in rows of another table, under an index by its value. */
export function findRowSource(target: FilterTarget, path: string): Source | undefined {
  const { directory, type, client } = target;
  if (path === 'externalId') {
    const rows = sql`external_ids x where x.directory = ${directory} and x.client = ${client} and x.type = ${type}`;
    return createRowSource(false, 'x.resource_id', 'x.external_id', rows);
  }
  if (path === 'members.value' && type === 'Group') {
    return createRowSource(true, 'x.group_id', 'x.member_id', sql`members x where x.directory = ${directory}`);
  }
  if (path === 'groups.value' && type === 'User') {
    // A trashed group keeps its rows.
    const rows = sql`members x join resources g on g.directory = x.directory and g.type = 'Group' and g.id = x.group_id
      where x.directory = ${directory}`;
    return createRowSource(true, 'x.member_id', 'x.group_id', rows);
  }
  if (!isIndexed(type, path)) return undefined;
  const rows = sql`resource_values x where x.directory = ${directory} and x.type = ${type} and x.path = ${path}`;
  return createRowSource(true, 'x.resource_id', 'x.value_key', rows);
}

function createRowSource(multiValued: boolean, id: string, value: string, rows: Sql): Source {
  const leaf = createTextLeaf(verbatim(value));
  return { multiValued, some: (test) => sql`r.id in (select ${verbatim(id)} from ${rows} and ${test(leaf)})` };
}
