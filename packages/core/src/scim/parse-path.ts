import type { WrittenFilter, WrittenPath } from './filter.js';
import { readFilter, readPath, takeSubAttribute } from './read-filter.js';
import { TokenCursor } from './token-cursor.js';

/** Where a PATCH operation aims: RFC 7644 §3.5.2, figure 7. `subAttribute` is the one after a value filter's bracket. */
export interface PatchPath {
  readonly path: WrittenPath;
  readonly filter?: WrittenFilter;
  readonly subAttribute?: string;
}

/**
 * Reads `attribute`, `attribute.sub`, `attribute[filter]` and `attribute[filter].sub`, each with or without a schema URN in front.
 * A bare extension URN comes out as `findWrittenPath` says.
 *
 * @throws ScimError 400 `invalidPath` that says at which character something else was expected, and what.
 */
export function parsePath(text: string): PatchPath {
  const cursor = new TokenCursor(text, 'invalidPath');
  const path = readPath(cursor);
  if (!cursor.takeIf('[')) {
    cursor.expect('end', '"[" or the end');
    return { path };
  }
  const filter = cursor.within(']', () => readFilter(cursor, true));
  const subAttribute = takeSubAttribute(cursor);
  cursor.expect('end', 'the end');
  return { path, filter, ...(subAttribute !== undefined && { subAttribute }) };
}
