import { isJsonObject, type Json, type JsonObject } from './json.js';

/** The document with a value where the names lead; `undefined` takes it away, and what is empty then too. */
export function writeValue(document: JsonObject, names: readonly string[], value: Json | undefined): JsonObject {
  const [name, ...rest] = names;
  if (name === undefined) return document;
  const { [name]: present, ...others } = document;
  const inner = rest.length === 0 ? value : writeValue(isJsonObject(present) ? present : {}, rest, value);
  const empty = inner === undefined || (rest.length > 0 && isJsonObject(inner) && Object.keys(inner).length === 0);
  return empty ? others : { ...others, [name]: inner };
}

/** The value where the names lead. */
export function readValue(document: JsonObject, names: readonly string[]): Json | undefined {
  let value: Json | undefined = document;
  for (const name of names) value = isJsonObject(value) ? value[name] : undefined;
  return value;
}
