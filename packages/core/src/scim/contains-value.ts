import { findByName } from './find-by-name.js';
import { foldCase } from './fold-case.js';
import { isJsonObject, type Json } from './json.js';
import type { Attribute } from './schema.js';

/** Whether a value is the one meant by `part`: everything in `part` is in it, compared as the attribute compares. */
export function containsValue(attribute: Attribute, value: Json, part: Json): boolean {
  if (!isJsonObject(part)) return fold(attribute, value) === fold(attribute, part);
  return (
    isJsonObject(value) &&
    Object.entries(part).every(([name, inner]) => {
      const sub = findByName(attribute.subAttributes ?? [], name);
      return sub !== undefined && value[name] !== undefined && fold(sub, value[name]) === fold(sub, inner);
    })
  );
}

function fold(attribute: Attribute, value: Json): Json {
  return typeof value === 'string' && !attribute.caseExact ? foldCase(value) : value;
}
