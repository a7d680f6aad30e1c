import { type Attribute, type CompareOperator, type FilterValue, findInstant, foldCase } from '@linkspan/core';
import type { Dialect, Leaf } from '../dialect.js';
import { nextText } from '../next-text.js';
import { type Sql, sql, verbatim } from '../sql.js';
import type { Source } from './source.js';

type Scalar = Exclude<FilterValue, null>;

const never = verbatim('1 = 0');
const symbols = { eq: '=', ne: '<>', gt: '>', ge: '>=', lt: '<', le: '<=' } as const;

/** `ne` is also true of what has no value; of several values it wants one that differs. */
export function compileComparison(
  dialect: Dialect,
  source: Source,
  attribute: Attribute,
  operator: CompareOperator,
  value: Scalar,
): Sql {
  const wanted = fitValue(attribute, value);
  if (operator !== 'ne') return source.some((leaf) => compareLeaf(dialect, leaf, operator, wanted));
  const equals = (leaf: Leaf) => compareLeaf(dialect, leaf, 'eq', wanted);
  if (!source.multiValued) return sql`(${source.some(equals)}) is not true`;
  const anything = source.some((leaf) => leaf.exists);
  const another = source.some((leaf) => sql`${leaf.exists} and (${equals(leaf)}) is not true`);
  return sql`((${anything}) is not true or ${another})`;
}

/** Of `present`: some value is there, and it is not the empty string. */
export function compileIsAssigned(source: Source): Sql {
  return source.some((leaf) => leaf.assigned);
}

function fitValue(attribute: Attribute, value: Scalar): Scalar {
  if (typeof value !== 'string') return value;
  if (attribute.type === 'dateTime') return findInstant(value) ?? value;
  return attribute.caseExact ? value : foldCase(value);
}

function compareLeaf(dialect: Dialect, leaf: Leaf, operator: CompareOperator, value: Scalar): Sql {
  if (typeof value === 'string') return compareText(dialect, leaf.text, operator, value);
  if (typeof value === 'number') return compareWith(leaf.number, operator, sql`${value}`);
  return operator === 'eq' ? sql`${leaf.boolean} = ${dialect.boolean(value)}` : never;
}

function compareText(dialect: Dialect, text: Sql, operator: CompareOperator, value: string): Sql {
  if (operator === 'sw') {
    const end = nextText(value);
    return end === undefined ? sql`${text} >= ${value}` : sql`(${text} >= ${value} and ${text} < ${end})`;
  }
  if (operator === 'co') return dialect.contains(text, value);
  if (operator === 'ew') return value === '' ? sql`${text} is not null` : dialect.endsWith(text, value);
  return compareWith(text, operator, sql`${value}`);
}

function compareWith(left: Sql, operator: CompareOperator, right: Sql): Sql {
  if (operator === 'co' || operator === 'sw' || operator === 'ew') return never;
  return sql`${left} ${verbatim(symbols[operator])} ${right}`;
}
