import { idAttribute } from './common-attributes.js';
import type { Filter } from './filter.js';

const always: Filter = { kind: 'present', path: { names: ['id'], attribute: idAttribute, multiValued: false } };
const never: Filter = { kind: 'not', filter: always };

/** A filter that every resource matches, or none: everything has an id. */
export function constantFilter(holds: boolean): Filter {
  return holds ? always : never;
}
