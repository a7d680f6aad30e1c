import type { ResourceType, Schema } from './schema.js';

/** The type's extension with this URN, in any case. */
export function findExtension(type: ResourceType, urn: string): Schema | undefined {
  const folded = urn.toLowerCase();
  return type.extensions.find(({ schema }) => schema.id.toLowerCase() === folded)?.schema;
}
