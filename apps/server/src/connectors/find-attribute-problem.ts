import { type ConnectorModule, foldCase, type ResourceType } from '@linkspan/core';
import type { ApplicationSection } from '../config/configuration-schema.js';
import type { BackRules } from './create-back-rules.js';
import { findPathProblem } from './find-path-problem.js';

const ruleRemedy = 'Add `back: $value` to the item of `mapping` whose `scim` it is, or leave it out.';

type Problem = { readonly message: string; readonly remedy: string };

/** Why nothing would ever come back into an attribute of `twoWay`; undefined: it may. */
export function findAttributeProblem(
  attribute: string,
  section: ApplicationSection,
  module: ConnectorModule,
  rules: BackRules,
  user: ResourceType,
): Problem | undefined {
  switch (foldCase(attribute)) {
    case 'active':
      return undefined;
    case 'members':
      return findMembersProblem(section, module);
    case 'roles':
      return findRolesProblem(section, module);
    default:
      return findValueProblem(attribute, module, rules, user);
  }
}

function findValueProblem(
  attribute: string,
  { title }: ConnectorModule,
  rules: BackRules,
  user: ResourceType,
): Problem | undefined {
  const unknown = findPathProblem(attribute, user);
  if (unknown !== undefined) return { message: `cannot be ${JSON.stringify(attribute)}`, remedy: unknown };
  if (rules.reads(attribute, 'later')) return undefined;
  if (rules.reads(attribute)) {
    const message = `names ${attribute}, which ${title} takes with a new account only, so that nothing comes back into it`;
    return { message, remedy: 'Leave it out.' };
  }
  const message = `names ${attribute}, and nothing comes back into ${attribute}: no rule of ${title} reads it`;
  return { message, remedy: ruleRemedy };
}

function findRolesProblem({ roles }: ApplicationSection, { users }: ConnectorModule): Problem | undefined {
  if (users?.roles !== undefined && Object.keys(roles).length > 0) return undefined;
  const remedy =
    users?.roles === undefined
      ? 'Leave it out.'
      : 'Say under `roles` which group stands for which role, or leave it out.';
  return { message: 'names roles, and no group stands for a role there', remedy };
}

function findMembersProblem({ groups }: ApplicationSection, module: ConnectorModule): Problem | undefined {
  if (groups !== undefined && module.groups?.members !== undefined) return undefined;
  const remedy =
    module.groups?.members === undefined ? 'Leave it out.' : 'Say under `groups` which it gets, or leave it out.';
  return { message: 'names members, and it gets no groups', remedy };
}
