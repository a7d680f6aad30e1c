import { type ConnectorModule, effectiveRules, userType, validateRules } from '@linkspan/core';
import { closestName } from '../config/closest-name.js';
import type { ApplicationSection } from '../config/configuration-schema.js';
import { type LocatedProblem, locate } from '../config/find-shape-problems.js';

/** What is wrong with the operator's rules once they are laid over the connector's. */
export function findMappingProblems(
  name: string,
  { mapping }: ApplicationSection,
  module: ConnectorModule,
): LocatedProblem[] {
  const own = module.users?.rules ?? [];
  const refused = validateRules(effectiveRules(own, mapping), userType);
  return mapping.flatMap(({ remote, drop }, index) => {
    const rule = own.find((one) => one.remote === remote);
    const at = ['applications', name, 'mapping', index];
    if (drop === true && rule === undefined) {
      const near = closestName(
        remote,
        own.map((one) => one.remote),
      );
      const remedy = near === undefined ? 'Remove the item.' : `Did you mean ${near}?`;
      return [locate(at, { message: `drops "${remote}", which ${module.title} has no rule for`, remedy })];
    }
    if (drop === true && rule?.required === true) {
      const remedy = 'Give it another `scim` or a `constant` instead.';
      return [locate(at, { message: `drops "${remote}", which ${module.title} demands`, remedy })];
    }
    return refused
      .filter((problem) => problem.remote === remote)
      .map(({ problem }) =>
        locate(at, { message: 'cannot be used', remedy: `${problem.charAt(0).toUpperCase()}${problem.slice(1)}` }),
      );
  });
}
