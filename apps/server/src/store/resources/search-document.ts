import { findInstant, foldCase, isJsonObject, type Json, type JsonObject } from '@linkspan/core';

/** Behind a property's name: its strings with their case kept, where folding changed one. */
export const exactSuffix = '=';
/** Behind a property's name: its dateTimes in milliseconds, where it has any. */
export const instantSuffix = '@';

/**
 * What filters and sorting read: the document with every string folded, so that databases only compare code points and agree with the
 * memory store on any alphabet. What `caseExact` and dateTime attributes are compared by stands beside, under names that no attribute
 * can have. No schema is needed to make it, so it stays true when schemas change.
 */
export function createSearchDocument(document: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(document).flatMap(([name, value]) => describeProperty(name, value)));
}

function describeProperty(name: string, value: Json): readonly (readonly [string, Json])[] {
  const folded = fold(value);
  const strings = Array.isArray(value) ? value : [value];
  const isExactNeeded =
    strings.some((each) => typeof each === 'string' && foldCase(each) !== each) && !strings.some(isJsonObject);
  const instants = strings.map((each) => (typeof each === 'string' ? (findInstant(each) ?? null) : null));
  return [
    [name, folded],
    ...(isExactNeeded ? [[`${name}${exactSuffix}`, value] as const] : []),
    ...(instants.some((instant) => instant !== null)
      ? [[`${name}${instantSuffix}`, Array.isArray(value) ? instants : (instants[0] ?? null)] as const]
      : []),
  ];
}

function fold(value: Json): Json {
  if (typeof value === 'string') return foldCase(value);
  if (Array.isArray(value)) return value.map(fold);
  return isJsonObject(value) ? createSearchDocument(value) : value;
}
