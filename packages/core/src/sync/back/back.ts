import type { AttributeRule } from '../../connector/attribute-rule.js';
import { coversAttribute } from '../../connector/covers-attribute.js';
import { rulePaths } from '../../connector/rule-paths.js';
import { foldCase } from '../../scim/fold-case.js';
import type { DirectoryWriter } from '../../scim/server/create-directory-writer.js';
import type { TwoWayPolicy } from '../application.js';

/** What comes back from an application, for people or for groups; absent where nothing does. */
export interface Back {
  readonly policy: TwoWayPolicy;
  /** Those whose changes come back. */
  readonly rules: readonly AttributeRule[];
  /** Those that tell what a new account is, whatever may come back later. */
  readonly readable: readonly AttributeRule[];
  readonly roles: boolean;
  readonly active: boolean;
  /** Of groups: who is in them. */
  readonly members: boolean;
  readonly directory: DirectoryWriter;
}

export function createBack(policy: TwoWayPolicy, rules: readonly AttributeRule[], directory: DirectoryWriter): Back {
  const readable = rules.filter(({ flow }) => flow === 'both' || flow === 'read');
  return {
    policy,
    directory,
    readable,
    rules: readable.filter((rule) => rule.when !== 'create' && policy.operations.update && comesBack(policy, rule)),
    roles: policy.attributes.some((name) => foldCase(name) === 'roles'),
    members: policy.operations.update && policy.attributes.some((name) => foldCase(name) === 'members'),
    active: policy.operations.deactivate && policy.attributes.some((name) => foldCase(name) === 'active'),
  };
}

function comesBack({ attributes }: TwoWayPolicy, rule: AttributeRule): boolean {
  const [path] = rulePaths(rule);
  return path !== undefined && attributes.some((name) => coversAttribute(name, path));
}

/** The attribute of a policy that a path belongs to, with what is said for it. */
export function authorityOf({ authority }: TwoWayPolicy, path: string): 'application' | 'client' | undefined {
  const [, choice] = Object.entries(authority).find(([name]) => coversAttribute(name, path)) ?? [];
  return choice;
}
