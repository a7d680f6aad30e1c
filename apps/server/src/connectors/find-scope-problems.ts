import type { ResourceType } from '@linkspan/core';
import type { ApplicationSection } from '../config/configuration-schema.js';
import { findScopeFilterProblem } from '../config/find-scope-filter-problem.js';
import { type LocatedProblem, locate } from '../config/find-shape-problems.js';

/** A filter that cannot choose among people, as the schemas describe them. */
export function findScopeProblems(name: string, { scope }: ApplicationSection, user: ResourceType): LocatedProblem[] {
  if (scope?.filter === undefined) return [];
  const remedy = findScopeFilterProblem(scope.filter, user);
  if (remedy === undefined) return [];
  const message = `cannot be ${JSON.stringify(scope.filter)}`;
  return [locate(['applications', name, 'scope', 'filter'], { message, remedy })];
}
