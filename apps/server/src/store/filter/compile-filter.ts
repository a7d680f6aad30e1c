import type { AttributePath, Filter } from '@linkspan/core';
import { joinSql, type Sql, sql, verbatim } from '../sql.js';
import { compileComparison, compileIsAssigned } from './compile-comparison.js';
import { compileValues } from './compile-values.js';
import type { FilterTarget } from './filter-target.js';
import { findSource } from './find-source.js';
import type { Place } from './place.js';

/**
 * A condition on a row of `resources r`, true for exactly the resources that `evaluateFilter` matches; everything from the filter is
 * bound. For others it is false or NULL, which `not` turns into true.
 *
 * `place` is one value between a filter's brackets, where its paths start.
 */
export function compileFilter(target: FilterTarget, filter: Filter, place?: Place): Sql {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      if (filter.filters.length === 0) return verbatim(filter.kind === 'and' ? '1 = 1' : '1 = 0');
      const parts = filter.filters.map((inner) => compileFilter(target, inner, place));
      return sql`(${joinEvenly(parts, ` ${filter.kind} `)})`;
    }
    case 'not':
      return sql`(${compileFilter(target, filter.filter, place)}) is not true`;
    case 'present':
      return compilePresent(target, filter.path, place);
    case 'values':
      return compileValues(target, filter, (inner) => compileFilter(target, filter.filter, inner));
    case 'compare': {
      const { path, operator, value } = filter;
      if (value !== null) {
        const found = compileComparison(
          target.dialect,
          findSource(target, path, place),
          path.attribute,
          operator,
          value,
        );
        return isSince(path, operator) ? target.dialect.rare(found) : found;
      }
      const present = compilePresent(target, path, place);
      if (operator === 'ne') return present;
      return operator === 'eq' ? sql`(${present}) is not true` : verbatim('1 = 0');
    }
  }
}

/** SQLite takes a chain for a tree that is as deep as the chain is long, and refuses one of a thousand. */
const longestChain = 200;

function joinEvenly(parts: readonly Sql[], operator: string): Sql {
  if (parts.length <= longestChain) return joinSql(parts, operator);
  const half = Math.ceil(parts.length / 2);
  return sql`(${joinEvenly(parts.slice(0, half), operator)})${verbatim(operator)}(${joinEvenly(parts.slice(half), operator)})`;
}

/** Who asks what has changed since asks for little. */
function isSince({ names }: AttributePath, operator: string): boolean {
  return (operator === 'gt' || operator === 'ge') && names.join('.') === 'meta.lastModified';
}

/** A complex attribute is there when one of its parts is. */
function compilePresent(target: FilterTarget, path: AttributePath, place: Place | undefined): Sql {
  const { names, attribute, multiValued } = path;
  if (attribute.type !== 'complex') return compileIsAssigned(findSource(target, path, place));
  const parts = (attribute.subAttributes ?? []).map((inner) =>
    compilePresent(
      target,
      { names: [...names, inner.name], attribute: inner, multiValued: multiValued || inner.multiValued },
      place,
    ),
  );
  return parts.length === 0 ? verbatim('1 = 0') : sql`(${joinSql(parts, ' or ')})`;
}
