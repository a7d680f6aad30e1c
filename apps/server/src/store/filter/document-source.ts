import type { Attribute, AttributePath } from '@linkspan/core';
import type { Dialect, Leaf } from '../dialect.js';
import { exactSuffix, instantSuffix } from '../resources/search-document.js';
import { type Sql, sql } from '../sql.js';
import type { Source } from './source.js';

/** What stands in a document made by `createSearchDocument`, or in one value of a list in it. */
export function createDocumentSource(
  dialect: Dialect,
  json: Sql,
  { names, attribute, multiValued }: AttributePath,
): Source {
  if (!multiValued) return { multiValued, some: (test) => test(readLeaf(dialect, json, names, attribute)) };
  const containers = names.slice(0, -1);
  const last = names.slice(-1);
  if (containers.length === 0) {
    return { multiValued, some: (test) => someElement(dialect, json, last, attribute, test) };
  }
  const container = dialect.elements(dialect.at(json, containers), 'v');
  const value = dialect.elementObject('v');
  const someIn = (test: (leaf: Leaf) => Sql) =>
    attribute.multiValued
      ? someElement(dialect, value, last, attribute, test)
      : test(readLeaf(dialect, value, last, attribute));
  return { multiValued, some: (test) => sql`exists (select 1 from ${container} where ${someIn(test)})` };
}

/** One scalar as its attribute compares it. */
export function readLeaf(dialect: Dialect, json: Sql, names: readonly string[], attribute: Attribute): Leaf {
  const plain = dialect.leaf(json, names);
  if (attribute.type === 'dateTime') {
    return { ...plain, number: dialect.leaf(json, withSuffix(names, instantSuffix)).number };
  }
  if (!attribute.caseExact) return plain;
  const exact = dialect.leaf(json, withSuffix(names, exactSuffix));
  return { ...plain, text: sql`coalesce(${exact.text}, ${plain.text})` };
}

/** The list of scalars as its attribute compares them. */
export function readList(dialect: Dialect, json: Sql, names: readonly string[], attribute: Attribute): Sql {
  const plain = dialect.at(json, names);
  if (attribute.type === 'dateTime') return dialect.at(json, withSuffix(names, instantSuffix));
  return attribute.caseExact ? sql`coalesce(${dialect.at(json, withSuffix(names, exactSuffix))}, ${plain})` : plain;
}

function someElement(
  dialect: Dialect,
  json: Sql,
  names: readonly string[],
  attribute: Attribute,
  test: (leaf: Leaf) => Sql,
): Sql {
  const list = dialect.elements(readList(dialect, json, names, attribute), 'w');
  return sql`exists (select 1 from ${list} where ${test(dialect.elementLeaf('w'))})`;
}

function withSuffix(names: readonly string[], suffix: string): readonly string[] {
  return [...names.slice(0, -1), `${names.at(-1)}${suffix}`];
}
