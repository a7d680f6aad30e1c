import { type ConnectorModule, findRulePath, type ResourceType, ScimError } from '@linkspan/core';
import { closestName } from '../config/closest-name.js';
import type { ApplicationSection } from '../config/configuration-schema.js';
import { type LocatedProblem, locate } from '../config/find-shape-problems.js';
import { isHiddenPath } from './is-hidden-path.js';
import { knownFields } from './known-fields.js';

/** Pairs of `correlation` by which nobody could ever be found. */
export function findCorrelationProblems(
  name: string,
  { correlation = [] }: ApplicationSection,
  module: ConnectorModule,
  user: ResourceType,
): LocatedProblem[] {
  return correlation.flatMap(({ scim, remote }, index) => {
    const at = ['applications', name, 'correlation', index];
    const pathRemedy = findPathProblem(scim, user);
    const fieldRemedy = findFieldProblem(remote, module);
    return [
      ...(pathRemedy === undefined
        ? []
        : [locate([...at, 'scim'], { message: `cannot be ${JSON.stringify(scim)}`, remedy: pathRemedy })]),
      ...(fieldRemedy === undefined
        ? []
        : [
            locate([...at, 'remote'], {
              message: `names "${remote}", which ${module.title} has no field for`,
              remedy: fieldRemedy,
            }),
          ]),
    ];
  });
}

function findPathProblem(path: string, user: ResourceType): string | undefined {
  try {
    if (isHiddenPath(user, path)) return `${path} is never returned, so nobody may be found by it.`;
    if (findRulePath(user, path) !== undefined) return undefined;
    return `User has no attribute "${path}". Check its spelling; an attribute of an extension begins with the schema's URN.`;
  } catch (error) {
    if (error instanceof ScimError) return error.message;
    throw error;
  }
}

function findFieldProblem(remote: string, module: ConnectorModule): string | undefined {
  const known = knownFields(module);
  if (known === undefined || known.includes(remote)) return undefined;
  const near = closestName(remote, known);
  return near === undefined ? `There are: ${known.join(', ')}.` : `Did you mean ${near}?`;
}
