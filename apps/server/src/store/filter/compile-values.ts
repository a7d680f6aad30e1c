import type { Filter } from '@linkspan/core';
import { type Sql, sql } from '../sql.js';
import { compileComparison } from './compile-comparison.js';
import type { FilterTarget } from './filter-target.js';
import { searchDocument } from './find-source.js';
import type { Place } from './place.js';
import { findRowSource } from './row-source.js';

type ValuesFilter = Extract<Filter, { readonly kind: 'values' }>;

/** `emails[type eq "work" and value eq "x"]`: one value of the list passes all of the inner filter. */
export function compileValues(
  target: FilterTarget,
  { path, filter }: ValuesFilter,
  compileInner: (place: Place) => Sql,
): Sql {
  const { dialect } = target;
  const value = dialect.elementObject('item');
  const list = dialect.elements(dialect.at(searchDocument, path.names), 'item');
  const some = sql`exists (select 1 from ${list} where ${value} is not null and ${compileInner({ json: value })})`;
  const indexed = findIndexed(target, path.names, filter);
  return indexed === undefined ? some : sql`(${indexed} and ${some})`;
}

/** What the inner filter implies that an index can answer, so that only those documents are opened. */
function findIndexed(target: FilterTarget, names: readonly string[], filter: Filter): Sql | undefined {
  if (filter.kind === 'and') {
    for (const inner of filter.filters) {
      const found = findIndexed(target, names, inner);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (filter.kind !== 'compare' || filter.value === null || !isRange(filter.operator)) return undefined;
  const source = findRowSource(target, [...names, ...filter.path.names].join('.'));
  return source && compileComparison(target.dialect, source, filter.path.attribute, filter.operator, filter.value);
}

function isRange(operator: string): boolean {
  return operator === 'eq' || operator === 'sw';
}
