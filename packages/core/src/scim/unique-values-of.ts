import type { UniqueValue } from '../store/resource.js';
import { findInstant } from './find-instant.js';
import { foldCase } from './fold-case.js';
import type { Json, JsonObject } from './json.js';
import { listUniquePaths, type UniquePath } from './list-unique-paths.js';
import type { ResourceType } from './schema.js';
import { valuesAt } from './values-at.js';

/** Stores know this one by themselves. */
const builtIn = new Set(['User userName']);

/** What declared schemas say to be unique, beside what every store keeps unique anyhow. */
export function listDeclaredUniquePaths(type: ResourceType): readonly UniquePath[] {
  return listUniquePaths(type).filter(({ name }) => !builtIn.has(`${type.name} ${name}`));
}

/**
 * What no other resource of the type may hold in its directory, by declared schemas: for `Commit.unique`. `undefined` where the type
 * declares nothing to be unique. Empty texts are no values.
 */
export function uniqueValuesOf(type: ResourceType, attributes: JsonObject): readonly UniqueValue[] | undefined {
  const paths = listDeclaredUniquePaths(type);
  if (paths.length === 0) return undefined;
  const values = paths.flatMap(({ name, path }) =>
    valuesAt(attributes, path.names).flatMap((value) => {
      const key = keyOf(path, value);
      return key === '' ? [] : [{ attribute: name, key }];
    }),
  );
  const keys = new Map(values.map((value) => [JSON.stringify(value), value]));
  return [...keys.values()];
}

/** Equal for values that a filter with `eq` takes for equal. */
function keyOf({ attribute }: UniquePath['path'], value: Json): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  if (attribute.type === 'dateTime') return String(findInstant(value) ?? value);
  return attribute.caseExact ? value : foldCase(value);
}
