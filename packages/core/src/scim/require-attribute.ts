import type { AttributePath, WrittenPath } from './filter.js';
import { findAttribute } from './find-attribute.js';
import type { ResourceType } from './schema.js';

/** Of an attribute that we name ourselves. */
export function requireAttribute(type: ResourceType, path: WrittenPath): AttributePath {
  const found = findAttribute(type, path);
  if (found !== undefined) return found;
  const name = path.subAttribute === undefined ? path.attribute : `${path.attribute}.${path.subAttribute}`;
  throw new Error(`the ${type.name} schema has no ${name}`);
}
