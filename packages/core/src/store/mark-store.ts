import type { Origin } from './origin.js';
import type { Mark } from './resource.js';

export interface PendingMark extends Mark {
  readonly seq: number;
  readonly directory: string;
  /** For `members`: the last of the group's own members expanded. */
  readonly after?: string;
  /** The commit's. */
  readonly origin?: Origin;
}

/** Marks wait here, oldest first, from the commit until every application's links are touched. */
export interface MarkStore {
  /** With a reach: those only, so that whoever changed is not kept waiting by a long walk over members. */
  list(limit: number, reach?: Mark['reach']): Promise<readonly PendingMark[]>;
  /** Where a long expansion stands, so that a restart goes on from there. */
  advance(seq: number, after: string): Promise<void>;
  /** Removes marks; with the last `members` mark of a trashed group its member rows go too. */
  remove(seqs: readonly number[]): Promise<void>;
}
