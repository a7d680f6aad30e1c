import type { AttributePath } from '@linkspan/core';
import type { Leaf } from '../dialect.js';
import { isIndexed, keyColumns } from '../resources/resource-keys.js';
import { type Sql, sql, verbatim } from '../sql.js';
import type { FilterTarget } from './filter-target.js';
import type { Source } from './source.js';

const nothing = verbatim('null');

/** What stands in a column of `resources r`, most of it under an index. */
export function findColumn({ type }: FilterTarget, { names, attribute }: AttributePath): Leaf | undefined {
  const path = names.join('.');
  if (path === 'id') return createTextLeaf(verbatim('r.id'));
  if (path === 'meta.created') return createNumberLeaf(verbatim('r.created'));
  if (path === 'meta.lastModified') return createNumberLeaf(verbatim('r.last_modified'));
  const column = isIndexed(type, path) && !attribute.caseExact ? keyColumns[path] : undefined;
  if (column === undefined) return undefined;
  return column === 'active' ? createBooleanLeaf(verbatim('r.active')) : createTextLeaf(verbatim(`r.${column}`));
}

export function createColumnSource(leaf: Leaf): Source {
  return { multiValued: false, some: (test) => test(leaf) };
}

export function createTextLeaf(column: Sql): Leaf {
  return {
    text: column,
    number: nothing,
    boolean: nothing,
    exists: sql`${column} is not null`,
    assigned: sql`${column} <> ''`,
  };
}

function createNumberLeaf(column: Sql): Leaf {
  const exists = sql`${column} is not null`;
  return { text: nothing, number: column, boolean: nothing, exists, assigned: exists };
}

function createBooleanLeaf(column: Sql): Leaf {
  const exists = sql`${column} is not null`;
  return { text: nothing, number: nothing, boolean: column, exists, assigned: exists };
}
