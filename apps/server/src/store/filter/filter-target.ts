import type { Dialect } from '../dialect.js';

/** Whom a filter is about: rows of `resources r` of one type in one directory. */
export interface FilterTarget {
  readonly dialect: Dialect;
  readonly directory: string;
  readonly type: string;
  /** Who asks: externalIds are this client's. */
  readonly client: string;
}
