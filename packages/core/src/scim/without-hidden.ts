import { isHidden } from './is-hidden.js';
import { isJsonObject, type Json, type JsonObject } from './json.js';
import type { Attribute, ResourceType } from './schema.js';

/** The attributes but for those that no answer shows. */
export function withoutHidden(type: ResourceType, attributes: JsonObject): JsonObject {
  const shown = (values: JsonObject, schema: readonly Attribute[]): JsonObject => {
    const hidden = new Set(schema.filter(isHidden).map(({ name }) => name));
    const keeps = ([name]: readonly [string, Json]) => !hidden.has(name);
    return hidden.size === 0 ? values : Object.fromEntries(Object.entries(values).filter(keeps));
  };
  const extensions = type.extensions.flatMap(({ schema: { id, attributes: own } }) => {
    const values = attributes[id];
    return isJsonObject(values) ? [[id, shown(values, own)] as const] : [];
  });
  return { ...shown(attributes, type.schema.attributes), ...Object.fromEntries(extensions) };
}
