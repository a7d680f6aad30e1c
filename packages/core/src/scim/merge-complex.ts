import { findByName } from './find-by-name.js';
import { isJsonObject, type Json, type JsonObject } from './json.js';
import { type NormalizeNotes, normalizeOne } from './normalize-value.js';
import type { Attribute } from './schema.js';

/**
 * What a complex value becomes when some of its sub-attributes are set: the others stay, null unassigns one, null or `{}` as a whole
 * unassigns all.
 *
 * @throws ScimError 400 `invalidValue` where it does not fit the attribute.
 */
export function mergeComplex(
  attribute: Attribute,
  current: JsonObject,
  value: Json,
  notes: NormalizeNotes,
): JsonObject | undefined {
  const set = normalizeOne(attribute, value, notes);
  const given = isJsonObject(value) ? Object.keys(value) : [];
  if (!isJsonObject(set) && given.length === 0) return undefined;
  const spoken = new Set(given.map((name) => findByName(attribute.subAttributes ?? [], name)?.name));
  const kept = Object.fromEntries(Object.entries(current).filter(([name]) => !spoken.has(name)));
  return { ...kept, ...(isJsonObject(set) && set) };
}
