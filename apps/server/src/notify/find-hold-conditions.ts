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
      title: `${describeNumber(guard, links)} for your decision in ${application}: ${guard}`,
      remedy: `linkspan inbox ${application}, then ${describeDecision(guard, application)}`,
      weight: links,
    }));
}

function describeNumber(guard: string, links: number): string {
  if (guard === 'new-account') return links === 1 ? '1 account waits' : `${links} accounts wait`;
  return links === 1 ? '1 person waits' : `${links} people wait`;
}

function describeDecision(guard: string, application: string): string {
  if (guard === 'conflict') return `linkspan resolve ${application}`;
  return `linkspan approve ${application} or linkspan reject ${application}`;
}
