import { type ConnectorModule, type JsonObject, type ResourceType, userType } from '@linkspan/core';
import type { ApplicationSection } from '../config/configuration-schema.js';
import type { LocatedProblem } from '../config/find-shape-problems.js';
import type { SecretSource } from '../config/resolve-secret.js';
import type { ApplicationPlan } from './application-plan.js';
import { findMappingProblems } from './find-mapping-problems.js';
import { findPasswordProblems } from './find-password-problems.js';
import { findPolicyProblems } from './find-policy-problems.js';
import { readConnectorConfig } from './read-connector-config.js';
import { toPolicy } from './to-policy.js';

export interface PreparedApplication {
  /** Absent where there are problems. */
  readonly plan?: ApplicationPlan;
  readonly problems: readonly LocatedProblem[];
}

export async function prepareApplication(
  name: string,
  section: ApplicationSection,
  module: ConnectorModule,
  source: SecretSource,
  types: readonly ResourceType[],
): Promise<PreparedApplication> {
  const config: JsonObject = section.config;
  const user = types.find((type) => type.name === userType.name) ?? userType;
  const read = readConnectorConfig(module, config, ['applications', name, 'config'], source);
  const problems = [
    ...findPolicyProblems(name, section, module, user),
    ...(await findMappingProblems(name, section, module, user)),
    ...findPasswordProblems(name, section, module, read.problems.length > 0 ? undefined : read.parsed),
    ...(module.connect ? read.problems : []),
  ];
  if (problems.length > 0) return { problems };
  const { directory, client } = section;
  return {
    plan: {
      name,
      directory,
      ...(client !== undefined && { client }),
      module,
      config: read.parsed,
      connection: read.resolved,
      policy: toPolicy(section, module, user),
      types,
    },
    problems,
  };
}
