import type { WrittenFilter } from './filter.js';
import { readFilter } from './read-filter.js';
import { TokenCursor } from './token-cursor.js';

/**
 * Reads a filter: RFC 7644 §3.4.2.2, the whole grammar. Operators, keywords and literals in any case; `and` binds tighter than `or`.
 * At most 4096 characters, 100 terms, 20 levels.
 *
 * @throws ScimError 400 `invalidFilter` that says at which character something else was expected, and what.
 */
export function parseFilter(text: string): WrittenFilter {
  const cursor = new TokenCursor(text, 'invalidFilter');
  const filter = readFilter(cursor, false);
  cursor.expect('end', '"and", "or" or the end');
  return filter;
}
