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
  const made: Record<string, Json> = {};
  for (const [name, value] of Object.entries(document)) {
    if (typeof value === 'string') putText(made, name, value);
    else if (Array.isArray(value)) putList(made, name, value);
    else put(made, name, isJsonObject(value) ? createSearchDocument(value) : value);
  }
  return made;
}

function putText(made: Record<string, Json>, name: string, text: string): void {
  const folded = foldCase(text);
  put(made, name, folded);
  if (folded !== text) made[`${name}${exactSuffix}`] = text;
  const instant = findInstant(text);
  if (instant !== undefined) made[`${name}${instantSuffix}`] = instant;
}

function putList(made: Record<string, Json>, name: string, list: readonly Json[]): void {
  const folded = list.map(fold);
  put(made, name, folded);
  const isFolded = list.some((value, index) => typeof value === 'string' && folded[index] !== value);
  if (isFolded && !list.some(isJsonObject)) made[`${name}${exactSuffix}`] = list;
  const instants = list.map((value) => (typeof value === 'string' ? (findInstant(value) ?? null) : null));
  if (instants.some((instant) => instant !== null)) made[`${name}${instantSuffix}`] = instants;
}

/** `__proto__` is a name as others. */
function put(made: Record<string, Json>, name: string, value: Json): void {
  if (name === '__proto__')
    Object.defineProperty(made, name, { value, enumerable: true, configurable: true, writable: true });
  else made[name] = value;
}

function fold(value: Json): Json {
  if (typeof value === 'string') return foldCase(value);
  if (Array.isArray(value)) return value.map(fold);
  return isJsonObject(value) ? createSearchDocument(value) : value;
}
