import type { Attribute } from './schema.js';

/** Schemas are constants, so each list is indexed once. */
const indexes = new WeakMap<readonly Attribute[], ReadonlyMap<string, Attribute>>();

/** Attribute names are case-insensitive: RFC 7643 §2.1. */
export function findByName(attributes: readonly Attribute[], name: string): Attribute | undefined {
  let index = indexes.get(attributes);
  if (index === undefined) {
    index = new Map(
      attributes.flatMap((attribute) => [
        [attribute.name.toLowerCase(), attribute],
        [attribute.name, attribute],
      ]),
    );
    indexes.set(attributes, index);
  }
  // As nearly everybody writes it.
  return index.get(name) ?? index.get(name.toLowerCase());
}
