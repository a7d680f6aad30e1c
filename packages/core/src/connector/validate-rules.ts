import type { ResourceType } from '../scim/schema.js';
import { ScimError } from '../scim/scim-error.js';
import type { AttributeRule } from './attribute-rule.js';
import { findRulePath } from './find-rule-path.js';

export interface RuleProblem {
  readonly remote: string;
  /** What is wrong with the rule, then what to do. */
  readonly problem: string;
}

/** Everything that is wrong with a set of rules, for when a configuration is loaded. */
export function validateRules(rules: readonly AttributeRule[], type: ResourceType): readonly RuleProblem[] {
  return rules.flatMap((rule) => problemsOf(rule, type).map((problem) => ({ remote: rule.remote, problem })));
}

function problemsOf(rule: AttributeRule, type: ResourceType): readonly string[] {
  const paths = typeof rule.scim === 'string' ? [rule.scim] : (rule.scim ?? []);
  const problems = paths.flatMap((path) => pathProblem(path, type) ?? []);
  if (paths.length > 0 && rule.constant !== undefined) {
    return [...problems, `the rule for "${rule.remote}" has both scim and constant. Keep one of them.`];
  }
  if (paths.length === 0 && rule.constant === undefined && rule.default === undefined) {
    return [
      `the rule for "${rule.remote}" says nowhere where its value comes from. Give it scim, constant or default.`,
    ];
  }
  return problems.map((problem) => `the rule for "${rule.remote}": ${problem}`);
}

function pathProblem(path: string, type: ResourceType): string | undefined {
  try {
    if (findRulePath(type, path) !== undefined) return undefined;
    return `${type.name} has no attribute "${path}". Check its spelling; an attribute of an extension begins with the schema's URN.`;
  } catch (error) {
    if (error instanceof ScimError) return `"${path}" cannot be read: ${error.message}`;
    throw error;
  }
}
