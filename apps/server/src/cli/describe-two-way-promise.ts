import { describeDuration } from './describe-duration.js';
import type { TwoWayPromise } from './find-two-way-promise.js';
import { showLine } from './show-line.js';

const ways = {
  webhook: 'within seconds, by the feed of changes and its webhooks',
  feed: 'by the feed of changes',
  listing: 'by a listing of everything',
} as const;

/** What may be expected of two-way sync there, and why not better. */
export function describeTwoWayPromise({ way, within, reason }: TwoWayPromise): string {
  const why = reason === undefined ? '' : `: ${showLine(reason)}`;
  if (way === 'webhook') return `Changes come back ${ways.webhook}.`;
  const time = within === undefined ? 'when a webhook comes' : `within one poll interval (${describeDuration(within)})`;
  return `Changes come back ${time}, ${ways[way]}${why.replace(/\.$/, '')}.`;
}
