import type { Run } from '@linkspan/core';
import { shortId } from '../cli/short-id.js';
import type { Condition } from './condition.js';

const lately = 24 * 3_600_000;
/** An operator's own doing, who was told of it at once. */
const ownDoing = new Set([
  'it was broken off',
  'applied before',
  'its application is not in the configuration any more',
]);

/** Runs that ended before their end. */
export function findRunConditions(runs: readonly Run[], now: number): readonly Condition[] {
  return runs
    .filter(({ endedAt = 0, reason = '' }) => now - endedAt < lately && !ownDoing.has(reason))
    .map(({ id, application, kind, reason = 'for a reason that is not known', counts, total }) => ({
      key: `run ${id}`,
      kind: 'run',
      application,
      title: `Run ${shortId(id)} (${kind}) of ${application} stopped after ${counts.seen ?? 0}${total === undefined ? '' : ` of ${total}`} people`,
      details: [reason],
      remedy: `linkspan runs ${application}, then linkspan sync ${application}`,
      weight: 1,
      event: true,
    }));
}
