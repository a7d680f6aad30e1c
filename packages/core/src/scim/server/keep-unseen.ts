import { isHidden } from '../is-hidden.js';
import { isJsonObject, type Json, type JsonObject } from '../json.js';
import type { Attribute, ResourceType } from '../schema.js';
import { undeclaredOf } from '../undeclared-of.js';

/**
 * The attributes of a PUT, with what its client cannot have read and does not speak of as it was: what is never shown, and what no schema
 * declares any more.
 */
export function keepUnseen(
  type: ResourceType,
  before: JsonObject,
  after: JsonObject,
  spoken: ReadonlySet<string>,
): JsonObject {
  const unseen = (attributes: readonly Attribute[], values: Json | undefined, prefix: string): JsonObject =>
    Object.fromEntries(
      attributes.flatMap((attribute) => {
        const { name } = attribute;
        const value = isJsonObject(values) ? values[name] : undefined;
        return value !== undefined && isHidden(attribute) && !spoken.has(`${prefix}${name}`) ? [[name, value]] : [];
      }),
    );
  const extensions = type.extensions.flatMap(({ schema: { id, attributes } }) => {
    const kept = unseen(attributes, before[id], `${id}:`);
    const given = after[id];
    return Object.keys(kept).length === 0 ? [] : [[id, { ...(isJsonObject(given) && given), ...kept }] as const];
  });
  return {
    ...after,
    ...unseen(type.schema.attributes, before, ''),
    ...Object.fromEntries(extensions),
    ...undeclaredOf(type, before),
  };
}
