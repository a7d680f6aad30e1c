import type { Json, JsonObject } from './json.js';

/** A property by its name in any case: clients differ in it even for `op`, `path` and `value`. */
export function findProperty(object: JsonObject, name: string): Json | undefined {
  if (Object.hasOwn(object, name)) return object[name];
  const folded = name.toLowerCase();
  return Object.entries(object).find(([key]) => key.toLowerCase() === folded)?.[1];
}
