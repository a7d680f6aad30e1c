import type { Filter } from './filter.js';
import type { Json, JsonObject } from './json.js';

/**
 * The one value that a filter of `eq` terms describes: `type eq "work" and primary eq true` → `{ type: 'work', primary: true }`.
 * `undefined` for every other filter.
 */
export function findDescribedValue(filter: Filter): JsonObject | undefined {
  const terms = filter.kind === 'and' ? filter.filters : [filter];
  const described: Record<string, Json> = {};
  for (const term of terms) {
    if (term.kind !== 'compare' || term.operator !== 'eq') return undefined;
    const { name } = term.path.attribute;
    if (Object.hasOwn(described, name) && described[name] !== term.value) return undefined;
    described[name] = term.value;
  }
  return described;
}
