import type { AttributePath, ResourceQuery } from '@linkspan/core';
import type { Leaf } from '../dialect.js';
import { type Sql, sql, verbatim } from '../sql.js';
import { findColumn } from './column-source.js';
import { readLeaf, readList } from './document-source.js';
import type { FilterTarget } from './filter-target.js';
import { searchDocument } from './find-source.js';

/** `order by` of `resources r`, with the asking client's externalId in `external_ids e`. */
export function compileSort(target: FilterTarget, sort: ResourceQuery['sort']): Sql {
  if (sort === undefined) return verbatim('r.id');
  const key = sql`${compileSortKey(target, sort.path)} ${verbatim(sort.descending ? 'desc nulls first' : 'asc nulls last')}`;
  return isDistinctKey(target, sort.path) ? key : sql`${key}, r.id`;
}

/** Everybody has one, and no two the same: its index, in which no id stands, has the whole order. */
export function isDistinctKey(target: FilterTarget, path: AttributePath): boolean {
  const { required, uniqueness } = path.attribute;
  return required && uniqueness !== 'none' && findColumn(target, path) !== undefined;
}

/** What resources are sorted by; NULL where there is nothing. */
export function compileSortKey(target: FilterTarget, path: AttributePath): Sql {
  const { names, attribute, multiValued } = path;
  if (names[0] === 'externalId') return verbatim('e.external_id');
  const column = findColumn(target, path);
  if (column !== undefined) return pickKey(path, column);
  if (!multiValued) return pickKey(path, readLeaf(target.dialect, searchDocument, names, attribute));
  return compileFirst(target, path);
}

/** A dateTime is compared by its instant. */
const numeric: ReadonlySet<string> = new Set(['integer', 'decimal', 'dateTime']);

/** Of several values the primary one, else the first: RFC 7644 §3.4.2.3. */
function compileFirst({ dialect }: FilterTarget, path: AttributePath): Sql {
  const { names, attribute } = path;
  const value = dialect.elementObject('v');
  const isPrimary = sql`coalesce(${dialect.leaf(value, ['primary']).boolean} = ${dialect.boolean(true)}, false)`;
  const order = sql`${isPrimary} desc, ${dialect.elementPlace('v')} limit 1`;
  if (attribute.multiValued) {
    const list = dialect.elements(readList(dialect, searchDocument, names, attribute), 'v');
    return sql`(select ${pickKey(path, dialect.elementLeaf('v'))} from ${list} order by ${order})`;
  }
  const list = dialect.elements(dialect.at(searchDocument, names.slice(0, -1)), 'v');
  const leaf = readLeaf(dialect, value, names.slice(-1), attribute);
  return sql`(select ${pickKey(path, leaf)} from ${list} order by ${order})`;
}

function pickKey({ names, attribute }: AttributePath, leaf: Leaf): Sql {
  if (names[0] === 'meta' || numeric.has(attribute.type)) return leaf.number;
  return attribute.type === 'boolean' ? leaf.boolean : leaf.text;
}
