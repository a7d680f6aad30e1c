import { isJsonList, type Json } from '../../scim/json.js';
import { at } from './at.js';

/** The values of a list in a document; none where there is no list. */
export function listAt(document: Json | undefined, ...path: readonly (string | number)[]): readonly Json[] {
  const value = at(document, ...path);
  return isJsonList(value) ? value : [];
}
