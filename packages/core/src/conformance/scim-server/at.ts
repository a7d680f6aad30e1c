import { isJsonList, isJsonObject, type Json } from '../../scim/json.js';

/** What stands at a place in a document: `at(user, 'emails', 0, 'value')`. */
export function at(document: Json | undefined, ...path: readonly (string | number)[]): Json | undefined {
  return path.reduce<Json | undefined>((value, step) => {
    if (isJsonList(value) && typeof step === 'number') return value[step];
    return isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }, document);
}
