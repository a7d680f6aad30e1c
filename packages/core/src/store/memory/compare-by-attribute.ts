import { findInstant } from '../../scim/find-instant.js';
import { foldCase } from '../../scim/fold-case.js';
import { isJsonObject, type Json, type JsonObject } from '../../scim/json.js';
import type { ResourceQuery } from '../resource-store.js';

type Sort = NonNullable<ResourceQuery['sort']>;

/** Array.sort is stable, so equal ones stay in the order of ids. */
export function compareByAttribute(sort: Sort, a: JsonObject, b: JsonObject): number {
  const left = readSortValue(sort, a);
  const right = readSortValue(sort, b);
  if (left === right) return 0;
  if (left === undefined) return sort.descending ? -1 : 1;
  if (right === undefined) return sort.descending ? 1 : -1;
  return left < right === sort.descending ? 1 : -1;
}

function readSortValue({ path }: Sort, document: JsonObject): string | number | boolean | undefined {
  const value = path.names.reduce<Json | undefined>((at, name) => {
    const one = pickOne(at);
    return isJsonObject(one) ? one[name] : undefined;
  }, document);
  const one = pickOne(value);
  if (typeof one === 'string' && path.attribute.type === 'dateTime') return findInstant(one);
  if (typeof one === 'string') return path.attribute.caseExact ? one : foldCase(one);
  return typeof one === 'number' || typeof one === 'boolean' ? one : undefined;
}

/** Of several values the primary one, else the first: RFC 7644 §3.4.2.3. */
function pickOne(value: Json | undefined): Json | undefined {
  if (!Array.isArray(value)) return value;
  return value.find((each) => isJsonObject(each) && each.primary === true) ?? value[0];
}
