import type { ConnectorModule } from '@linkspan/core';
import type { ApplicationSection } from '../config/configuration-schema.js';
import { type LocatedProblem, locate } from '../config/find-shape-problems.js';

/** Groups are asked of an application that has none. */
export function findGroupsProblems(
  name: string,
  { groups }: ApplicationSection,
  module: ConnectorModule,
): LocatedProblem[] {
  if (groups === undefined || module.groups !== undefined) return [];
  const remedy = 'Leave `groups` out. What groups mean there is said by `roles`, and whom they let in by `scope`.';
  return [locate(['applications', name, 'groups'], { message: `is given, and ${module.title} has no groups`, remedy })];
}
