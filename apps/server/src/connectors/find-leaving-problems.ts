import { type ApplicationPolicy, type ConnectorModule, userType } from '@linkspan/core';
import type { ApplicationSection } from '../config/configuration-schema.js';
import { type LocatedProblem, locate } from '../config/find-shape-problems.js';
import { toPolicy } from './to-policy.js';

const choices = ['onInactive', 'onDelete', 'onScopeExit'] as const;

/** Deletions that the vendor refuses without somebody who receives what the person owns, and a receiver that it cannot use. */
export function findLeavingProblems(
  name: string,
  section: ApplicationSection,
  module: ConnectorModule,
): LocatedProblem[] {
  // Who belongs to the application changes nothing of what may be done there.
  const { scope: _, ...unscoped } = section;
  const { leaving } = section;
  const at = ['applications', name, 'leaving'];
  const reassign = module.users?.reassign;
  if (leaving.reassignTo !== undefined) {
    if (reassign === 'required' || reassign === 'optional') return [];
    const message = `is set, and ${module.title} cannot reassign content`;
    return [locate([...at, 'reassignTo'], { message, remedy: 'Remove it.' })];
  }
  if (reassign !== 'required' || !mayDelete(toPolicy(unscoped, module, userType))) return [];
  const deleting = choices.filter((choice) => leaving[choice] === 'delete');
  const because = `${module.title} has to give what the person owns to somebody`;
  const remedy = 'Add reassignTo with the id of the account that receives it.';
  return [
    ...deleting.map((choice) => locate([...at, choice], { message: `cannot be "delete" alone: ${because}`, remedy })),
    ...(leaving.deleteAfter === undefined || deleting.length > 0
      ? []
      : [locate([...at, 'deleteAfter'], { message: `cannot be set alone: ${because}`, remedy })]),
  ];
}

/** By any way. With `delete` off everywhere whoever would be deleted is deactivated. */
function mayDelete({ automatic, manual, schedules }: ApplicationPolicy): boolean {
  const ways = [automatic, manual, ...schedules.map(({ operations }) => operations)];
  return ways.some((operations) => operations !== false && operations.delete);
}
