import type { HeldLinks } from '../store/index.js';
import type { Condition } from './condition.js';

/** One for each guard: how many wait, not who. */
export function findHoldConditions(
  holds: readonly HeldLinks[],
  isPresent: (application: string) => boolean,
): readonly Condition[] {
  return holds
    .filter(({ application }) => isPresent(application))
    .map(({ application, guard, links }) => ({
      key: `held ${application} ${guard}`,
      kind: 'held',
      application,
      title: `${links} ${links === 1 ? 'person waits' : 'people wait'} for your decision in ${application}: ${guard}`,
      remedy: `linkspan inbox ${application}, then linkspan approve ${application} or linkspan reject ${application}`,
      weight: links,
    }));
}
