import type { WrittenFilter } from './filter.js';
import { type FilterLimits, filterLimits } from './filter-limits.js';
import { readFilter } from './read-filter.js';
import { TokenCursor } from './token-cursor.js';

/**
 * Reads a filter: RFC 7644 §3.4.2.2, the whole grammar. Operators, keywords and literals in any case; `and` binds tighter than `or`.
 * At most 20 levels, and as long as `limits` say.
 *
 * @throws ScimError 400 `invalidFilter` that says at which character something else was expected, and what.
 */
export function parseFilter(text: string, limits: FilterLimits = filterLimits): WrittenFilter {
  const cursor = new TokenCursor(text, 'invalidFilter', limits);
  const filter = readFilter(cursor, false);
  cursor.expect('end', '"and", "or" or the end');
  return filter;
}
