import type { Filter } from './filter.js';

/** Whether the filter is known to match every resource or none, without looking at any; `undefined`: it depends. */
export function findConstant(filter: Filter): boolean | undefined {
  switch (filter.kind) {
    case 'present':
      return filter.path.names.join('.') === 'id' ? true : undefined;
    case 'not': {
      const inner = findConstant(filter.filter);
      return inner === undefined ? undefined : !inner;
    }
    case 'and':
    case 'or': {
      const ending = filter.kind === 'or';
      const known = filter.filters.map(findConstant);
      if (known.includes(ending)) return ending;
      return known.includes(undefined) ? undefined : !ending;
    }
    default:
      return undefined;
  }
}
