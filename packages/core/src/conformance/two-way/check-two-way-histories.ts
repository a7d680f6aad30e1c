import type { HistoriesOptions } from '../histories/check-histories.js';

export interface TwoWayHistoriesOptions extends Pick<HistoriesOptions, 'open' | 'timers' | 'seed'> {
  /** Of real time; the history that has begun is played to its end. */
  readonly milliseconds: number;
  /** Only the one that failed, as its failure told. */
  readonly replay?: { readonly seed: number; readonly path: string } | undefined;
}

/**
 * Plays random histories of edits on both sides of two-way sync, faults of the site and deaths of servers. Rejects with the smallest one found
 * that does not end as it should, and what replays it: both sides equal but for what waits for a person, no edit lost, nothing written
 * any more. Resolves with how many were played. Needs fast-check.
 */
export async function checkTwoWayHistories(options: TwoWayHistoriesOptions): Promise<number> {
  const { checkTwoWayProperty } = await import('./check-two-way-property.js');
  return checkTwoWayProperty(options);
}
