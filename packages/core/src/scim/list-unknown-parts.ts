import { findByName } from './find-by-name.js';
import { isJsonList, isJsonObject, type Json } from './json.js';
import type { Attribute } from './schema.js';

/**
 * The names in a complex value where the attribute knows none of them; empty where it knows one, and where nothing is named (null, text,
 * an empty list). Such a value says something, and nothing would come of it.
 */
export function listUnknownParts({ subAttributes }: Attribute, value: Json | undefined): readonly string[] {
  if (subAttributes === undefined) return [];
  const parts = isJsonList(value) ? value : [value];
  const unknown = new Set<string>();
  for (const part of parts) {
    const names = isJsonObject(part) ? Object.keys(part) : [];
    if (names.length === 0 || names.some((name) => findByName(subAttributes, name) !== undefined)) return [];
    for (const name of names) unknown.add(name);
  }
  return [...unknown];
}
