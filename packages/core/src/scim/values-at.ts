import { isJsonList, isJsonObject, type Json, type JsonObject } from './json.js';

/** Every value that the names lead to, lists opened on the way. */
export function valuesAt(document: JsonObject, names: readonly string[]): readonly Json[] {
  let values: readonly Json[] = [document];
  for (const name of names) {
    values = values.flatMap((value) => {
      const inner = isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
      return inner === undefined ? [] : isJsonList(inner) ? inner : [inner];
    });
  }
  return values;
}
