import type { Sql } from '../sql.js';

/** One value of a list, to which the paths between a filter's brackets are relative. */
export interface Place {
  readonly json: Sql;
}
