import type { AttributePath, CompareOperator, Filter, FilterValue } from './filter.js';
import { findInstant } from './find-instant.js';
import { foldCase } from './fold-case.js';
import { isJsonList, isJsonObject, type Json, type JsonObject } from './json.js';
import { valuesAt } from './values-at.js';

type Comparable = string | number | boolean;

/**
 * Whether a document matches. It has whatever the filter may ask for: attributes, id, externalId, meta, and members or groups.
 * A multi-valued attribute matches by one of its values; `ne` matches a missing attribute; text compares by `foldCase` unless
 * `caseExact`, dateTimes by instant.
 */
export function evaluateFilter(filter: Filter, document: JsonObject): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.filters.every((inner) => evaluateFilter(inner, document));
    case 'or':
      return filter.filters.some((inner) => evaluateFilter(inner, document));
    case 'not':
      return !evaluateFilter(filter.filter, document);
    case 'present':
      return isPresent(document, filter.path);
    case 'values':
      return valuesAt(document, filter.path.names).some(
        (value) => isJsonObject(value) && evaluateFilter(filter.filter, value),
      );
    case 'compare':
      return compare(document, filter.path, filter.operator, filter.value);
  }
}

function isPresent(document: JsonObject, path: AttributePath): boolean {
  return valuesAt(document, path.names).some(isAssigned);
}

function isAssigned(value: Json): boolean {
  if (isJsonObject(value)) return Object.values(value).some(isAssigned);
  if (isJsonList(value)) return value.some(isAssigned);
  return value !== null && value !== '';
}

function compare(document: JsonObject, path: AttributePath, operator: CompareOperator, value: FilterValue): boolean {
  if (value === null)
    return operator === 'ne' ? isPresent(document, path) : operator === 'eq' && !isPresent(document, path);
  const wanted = comparableValue(path, value);
  const values = valuesAt(document, path.names).flatMap((found) =>
    typeof found === 'object' ? [] : [comparableValue(path, found)],
  );
  if (operator === 'ne' && values.length === 0) return true;
  return values.some((found) => matches(found, operator, wanted));
}

function matches(found: Comparable, operator: CompareOperator, wanted: Comparable): boolean {
  switch (operator) {
    case 'eq':
      return found === wanted;
    case 'ne':
      return found !== wanted;
    case 'co':
      return String(found).includes(String(wanted));
    case 'sw':
      return String(found).startsWith(String(wanted));
    case 'ew':
      return String(found).endsWith(String(wanted));
    case 'gt':
      return found > wanted;
    case 'ge':
      return found >= wanted;
    case 'lt':
      return found < wanted;
    case 'le':
      return found <= wanted;
  }
}

function comparableValue({ attribute }: AttributePath, value: Comparable): Comparable {
  if (typeof value !== 'string') return value;
  if (attribute.type === 'dateTime') return findInstant(value) ?? value;
  return attribute.caseExact ? value : foldCase(value);
}
