import type { Account } from './account.js';
import type { AttributeRule } from './attribute-rule.js';
import { attempt, failureOf, type RuleFailure } from './evaluation.js';
import { compileExpression } from './expression/compile-expression.js';
import { rulePaths } from './rule-paths.js';

export interface ScimValues {
  /** By SCIM path. What could not be read, or of which `back` says nothing, is absent; null, where `back` says so: no value. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly failed: readonly RuleFailure[];
}

/** The way back: by the first SCIM path of each rule that reads, through `back` where the rule has one, else `convert`. */
export async function toScimValues(
  account: Pick<Account, 'fields'>,
  rules: readonly AttributeRule[],
): Promise<ScimValues> {
  const values: Record<string, unknown> = {};
  const failed: RuleFailure[] = [];
  for (const rule of rules) {
    const [path] = rulePaths(rule);
    const remote = account.fields[rule.remote];
    if (path === undefined || remote === undefined || (rule.flow !== 'read' && rule.flow !== 'both')) continue;
    const outcome = await readBack(account, rule, remote);
    if ('failure' in outcome) failed.push(outcome.failure);
    else if (outcome.value !== undefined) values[path] = outcome.value;
  }
  return { values, failed };
}

async function readBack(
  { fields }: Pick<Account, 'fields'>,
  { remote, back, convert }: AttributeRule,
  value: unknown,
): Promise<{ readonly value: unknown } | { readonly failure: RuleFailure }> {
  if (back !== undefined) {
    return attempt(remote, async () => compileExpression(back).evaluate(fields, { value }));
  }
  try {
    return { value: convert === undefined ? value : convert.toScim(value) };
  } catch (error) {
    return { failure: failureOf(remote, error) };
  }
}
