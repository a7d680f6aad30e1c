import type { Leaf } from '../dialect.js';
import type { Sql } from '../sql.js';

/** Where the values of one attribute are found. */
export interface Source {
  /** There may be several, of which one has to pass. */
  readonly multiValued: boolean;
  /** Some value passes the test. */
  some(test: (leaf: Leaf) => Sql): Sql;
}
