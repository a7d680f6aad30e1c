import type { AttributeRule, ResourceRules } from '../connector/attribute-rule.js';
import { type Evaluation, noEvaluation, type RuleFailure } from '../connector/evaluation.js';
import { toRemoteFields } from '../connector/map-resource.js';
import { foldCase } from '../scim/fold-case.js';
import type { ResourceType } from '../scim/schema.js';
import type { GroupBinding } from '../store/application-store.js';
import type { GroupRef, ResourceRecord } from '../store/resource.js';
import type { ApplicationPolicy } from './application.js';

/** What an account should look like, by remote names. */
export interface DesiredAccount {
  /** With the rules of `when: create`. */
  readonly createFields: Readonly<Record<string, unknown>>;
  /** What is kept equal ever after. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Remote names that the vendor demands and the person has no value for. */
  readonly missing: readonly string[];
  /** Rules that fail for this person: there is no telling what the account should have there. */
  readonly failed: readonly RuleFailure[];
  /** Remote names whose value had to be altered for the vendor: these never correlate. */
  readonly altered: readonly string[];
  /** Configured group names that this person's groups bear, but that are not (or no longer) unmistakable. */
  readonly ambiguousGroups: readonly string[];
  /** The roles that hang on those names: neither granted nor taken until the name is unmistakable. */
  readonly undecided: readonly string[];
}

export interface DesiredInput {
  readonly resource: ResourceRecord;
  readonly groups: readonly GroupRef[];
  readonly bindings: Readonly<Record<string, GroupBinding>>;
  readonly rules: readonly AttributeRule[];
  /** What the rules' expressions give for this person. */
  readonly evaluation?: Evaluation;
  readonly roles: ResourceRules['roles'];
  readonly policy: Pick<ApplicationPolicy, 'roles' | 'defaultRole'>;
  /** What a person, or a group, may have. Default: what is built in. */
  readonly schema?: ResourceType;
}

/** Pure: the person, the groups and the operator's rules → the account that should be. */
export function desiredAccount(input: DesiredInput): DesiredAccount {
  const { evaluation = noEvaluation, schema } = input;
  const create = toRemoteFields(input.resource, input.rules, { purpose: 'create', evaluation, schema });
  const update = toRemoteFields(input.resource, input.rules, { purpose: 'update', evaluation, schema });
  const { roles, ambiguous } = managedRoles(input);
  const withRoles = roles === undefined || input.roles === undefined ? {} : { [input.roles.remote]: roles };
  return {
    // Without any role of ours the application's own default applies.
    createFields: { ...create.fields, ...(roles !== undefined && roles.length > 0 && withRoles) },
    fields: { ...update.fields, ...withRoles },
    missing: create.missing,
    failed: create.failed,
    altered: create.altered,
    ambiguousGroups: ambiguous,
    undecided: ambiguous.flatMap((name) => input.policy.roles[name] ?? []),
  };
}

/**
 * Roles are bound to a group's id, never to its name alone: a second group of the same name grants nothing. `undefined` where the
 * operator manages no roles here.
 */
function managedRoles(input: DesiredInput): {
  readonly roles: readonly string[] | undefined;
  readonly ambiguous: readonly string[];
} {
  const names = Object.entries(input.policy.roles);
  if (names.length === 0 && input.policy.defaultRole === undefined) return { roles: undefined, ambiguous: [] };
  const roles = new Set<string>();
  const ambiguous: string[] = [];
  for (const [name, role] of names) {
    const bound = input.bindings[name]?.group;
    if (bound === undefined) {
      if (input.groups.some((group) => foldCase(group.display) === foldCase(name))) ambiguous.push(name);
    } else if (input.groups.some((group) => group.value === bound)) {
      roles.add(role);
    }
  }
  if (roles.size === 0 && input.policy.defaultRole !== undefined) roles.add(input.policy.defaultRole);
  return { roles: [...roles].sort(), ambiguous };
}
