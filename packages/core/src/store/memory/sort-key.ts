import { findInstant } from '../../scim/find-instant.js';
import { foldCase } from '../../scim/fold-case.js';
import { isJsonObject, type Json, type JsonObject } from '../../scim/json.js';
import type { ResourceQuery } from '../resource-store.js';

type Sort = NonNullable<ResourceQuery['sort']>;
/** Null: there is no value. */
export type SortKey = string | number | boolean | null;

/** 0 for equal ones, which stand by id. */
export function compareKeys(left: SortKey, right: SortKey, descending: boolean): number {
  if (left === right) return 0;
  if (left === null) return descending ? -1 : 1;
  if (right === null) return descending ? 1 : -1;
  return left < right === descending ? 1 : -1;
}

export function readSortKey({ path }: Sort, document: JsonObject): SortKey {
  const value = path.names.reduce<Json | undefined>((at, name) => {
    const one = pickOne(at);
    return isJsonObject(one) ? one[name] : undefined;
  }, document);
  const one = pickOne(value);
  if (typeof one === 'string' && path.attribute.type === 'dateTime') return findInstant(one) ?? null;
  if (typeof one === 'string') return path.attribute.caseExact ? one : foldCase(one);
  return typeof one === 'number' || typeof one === 'boolean' ? one : null;
}

/** Of several values the primary one, else the first: RFC 7644 §3.4.2.3. */
function pickOne(value: Json | undefined): Json | undefined {
  if (!Array.isArray(value)) return value;
  return value.find((each) => isJsonObject(each) && each.primary === true) ?? value[0];
}
