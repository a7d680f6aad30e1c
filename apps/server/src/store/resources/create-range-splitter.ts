import type { Database } from '../database.js';
import type { CountedRange } from './list-ranges.js';
import { splitRange } from './split-range.js';

/**
 * Splits the ranges that pages have to walk far through, beside the request that met one: the next page is found at once. One at a time; what
 * fails is tried again by the next page that meets it.
 */
export function createRangeSplitter({ write, dialect }: Database, size: number) {
  let splitting = false;
  return {
    passing(directory: string, type: string, { firstId, total }: CountedRange): void {
      if (splitting || total < 2 * size) return;
      splitting = true;
      write((session) => splitRange(session, dialect, directory, type, firstId, size))
        .catch(() => undefined)
        .finally(() => {
          splitting = false;
        });
    },
  };
}
