import { foldCase } from '../../scim/fold-case.js';
import type { Json, JsonObject } from '../../scim/json.js';
import { isJsonObject } from '../../scim/json.js';
import { indexedAttributes } from '../indexed-attributes.js';

export interface UniqueKey {
  readonly attribute: string;
  readonly key: string;
}

/** What no other resource of the type may hold in one directory. */
export function listUniqueKeys(type: string, attributes: JsonObject): readonly UniqueKey[] {
  return (indexedAttributes[type] ?? [])
    .filter(({ unique }) => unique)
    .flatMap(({ path }) => {
      const value = path.split('.').reduce(readStep, attributes);
      return typeof value === 'string' ? [{ attribute: path, key: JSON.stringify([type, path, foldCase(value)]) }] : [];
    });
}

function readStep(value: Json | undefined, name: string): Json | undefined {
  return isJsonObject(value) ? value[name] : undefined;
}
