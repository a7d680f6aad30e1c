import { findByName } from './find-by-name.js';
import { findExtension } from './find-extension.js';
import type { JsonObject } from './json.js';
import type { ResourceType } from './schema.js';

/**
 * What is kept and no schema speaks of any more: an extension that the operator took out of the configuration. Nobody sees it, and no
 * write takes it away, so that it is there again when the schema is.
 */
export function undeclaredOf(type: ResourceType, attributes: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(attributes).filter(
      ([name]) => findByName(type.schema.attributes, name) === undefined && findExtension(type, name) === undefined,
    ),
  );
}
