import { indexedAttributes } from '../../store/indexed-attributes.js';
import type { AttributePath, CompareOperator, Filter } from '../filter.js';

/** Kept beside the document, and indexed there. */
const ownIndexes = ['id', 'externalId', 'meta.lastModified', 'members.value', 'groups.value'];
const lookingUp: ReadonlySet<CompareOperator> = new Set(['eq', 'sw']);
const ordering: ReadonlySet<CompareOperator> = new Set(['eq', 'gt', 'ge', 'lt', 'le']);

/**
 * How stores answer a filter, for the request log: by indexes, whose paths it names, or by looking at every resource of the type
 * (`scan`).
 */
export function describeFilter(type: string, filter: Filter): string {
  const indexed = new Set([...ownIndexes, ...(indexedAttributes[type] ?? [])]);
  const paths = findIndexes(indexed, filter, []);
  return paths === undefined ? 'filter: scan' : `filter: index ${[...new Set(paths)].join(', ')}`;
}

function findIndexes(
  indexed: ReadonlySet<string>,
  filter: Filter,
  parents: readonly string[],
): readonly string[] | undefined {
  switch (filter.kind) {
    case 'compare': {
      const path = nameOf(filter.path, parents);
      const operators = path === 'meta.lastModified' ? ordering : lookingUp;
      return operators.has(filter.operator) && filter.value !== null && indexed.has(path) ? [path] : undefined;
    }
    case 'values':
      return findIndexes(indexed, filter.filter, [...parents, ...filter.path.names]);
    case 'and':
      // One of them finds the few that the others are then asked of.
      return filter.filters.map((part) => findIndexes(indexed, part, parents)).find((paths) => paths !== undefined);
    case 'or': {
      const all = filter.filters.map((part) => findIndexes(indexed, part, parents));
      return all.includes(undefined) ? undefined : all.flatMap((paths) => paths ?? []);
    }
    default:
      return undefined;
  }
}

function nameOf({ names }: AttributePath, parents: readonly string[]): string {
  return [...parents, ...names].join('.');
}
