import { isJsonObject, type Json, type JsonObject } from './json.js';
import type { Attribute } from './schema.js';

/**
 * Makes one of values that are equal, or that share `type` and `value` (RFC 7643 §2.4 wants no two of those), in the first one's place.
 * Where they differ, what was not there `before` counts, and of two new ones the later; `whole` keeps nothing of the other.
 */
export function mergeValues(
  attribute: Attribute,
  before: readonly Json[],
  after: readonly Json[],
  whole = false,
): readonly Json[] {
  const known = new Set(before);
  const merged = new Map<string, Json>();
  for (const value of after) {
    const key = keyOf(value);
    const earlier = merged.get(key);
    const [lesser, greater] =
      earlier !== undefined && known.has(value) && !known.has(earlier) ? [value, earlier] : [earlier, value];
    const both = !whole && isJsonObject(lesser) && isJsonObject(greater);
    merged.set(key, both ? inOrder(attribute, { ...lesser, ...greater }) : greater);
  }
  return merged.size === after.length ? after : [...merged.values()];
}

function keyOf(value: Json): string {
  if (!isJsonObject(value) || value.value === undefined) return JSON.stringify(value);
  return JSON.stringify([value.type ?? null, value.value]);
}

/** Sub-attributes in the schema's order, so that equal values are equal as text. */
function inOrder(attribute: Attribute, value: JsonObject): JsonObject {
  const names = (attribute.subAttributes ?? []).map(({ name }) => name);
  return Object.fromEntries(names.flatMap((name) => (value[name] === undefined ? [] : [[name, value[name]]])));
}
