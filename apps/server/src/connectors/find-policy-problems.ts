import type { ConnectorModule, ResourceType } from '@linkspan/core';
import type { ApplicationSection } from '../config/configuration-schema.js';
import { type LocatedProblem, locate } from '../config/find-shape-problems.js';
import { findCorrelationProblems } from './find-correlation-problems.js';
import { findGroupsProblems } from './find-groups-problems.js';
import { findLeavingProblems } from './find-leaving-problems.js';
import { findRoleProblems } from './find-role-problems.js';
import { findScopeProblems } from './find-scope-problems.js';
import { findTwoWayProblems } from './find-two-way-problems.js';

/** What an operator asks of an application that its connector cannot give, or must not give unasked. */
export function findPolicyProblems(
  name: string,
  section: ApplicationSection,
  module: ConnectorModule,
  user: ResourceType,
): LocatedProblem[] {
  const at = ['applications', name, 'connector'];
  if (!module.connect) {
    const remedy = `Name it under clients instead: ${module.title} only pushes to us.`;
    return [locate(at, { message: `names ${module.name}, which cannot be provisioned to`, remedy })];
  }
  if (!module.users?.rules?.length) {
    const remedy = 'Ask its author for one with users.rules: without them nothing of a person can be written.';
    return [locate(at, { message: `names ${module.name}, which has no rules for users`, remedy })];
  }
  return [
    ...findScopeProblems(name, section, user),
    ...findCorrelationProblems(name, section, module, user),
    ...findRoleProblems(name, section, module),
    ...findGroupsProblems(name, section, module),
    ...findLeavingProblems(name, section, module),
    ...findTwoWayProblems(name, section, module, user),
  ];
}
