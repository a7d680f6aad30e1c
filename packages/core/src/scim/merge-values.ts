import { isJsonObject, type Json } from './json.js';

/**
 * Merges values that are equal, or that share `type` and `value` (RFC 7643 §2.4 wants no two of those), into the first of them; what
 * a later one says counts.
 */
export function mergeValues(values: readonly Json[]): readonly Json[] {
  const merged = new Map<string, Json>();
  for (const value of values) {
    const key = keyOf(value);
    const earlier = merged.get(key);
    merged.set(key, isJsonObject(earlier) && isJsonObject(value) ? { ...earlier, ...value } : value);
  }
  return merged.size === values.length ? values : [...merged.values()];
}

function keyOf(value: Json): string {
  if (!isJsonObject(value) || value.value === undefined) return JSON.stringify(value);
  return JSON.stringify([value.type ?? null, value.value]);
}
