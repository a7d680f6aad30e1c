import type { ResourceType } from '../scim/schema.js';
import { ScimError } from '../scim/scim-error.js';
import type { AttributeRule } from './attribute-rule.js';
import { compileExpression } from './expression/compile-expression.js';
import { ExpressionError } from './expression/expression-error.js';
import { findBackProblem } from './find-back-problem.js';
import { findRulePath } from './find-rule-path.js';
import { rulePaths } from './rule-paths.js';

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
  const { expression, back } = rule;
  const name = `the rule for "${rule.remote}"`;
  const choice = choiceProblem(rule);
  const problems = [
    ...rulePaths(rule).flatMap((path) => pathProblem(path, type) ?? []),
    ...(expression === undefined ? [] : expressionProblem('expression', expression)),
    ...(back === undefined ? [] : expressionProblem('back', back)),
  ].map((problem) => `${name}: ${problem}`);
  if (choice !== undefined) return [...problems, `${name} ${choice}`];
  if (problems.length > 0 || back === undefined) return problems;
  const target = findBackProblem(rule, type);
  return target === undefined ? [] : [`${name}: ${target}`];
}

/** A field has one source. */
function choiceProblem(rule: AttributeRule): string | undefined {
  const { constant, expression, back } = rule;
  const paths = rulePaths(rule).length > 0;
  if (constant !== undefined && (paths || expression !== undefined || back !== undefined)) {
    const other = expression !== undefined ? 'expression' : paths ? 'scim' : 'back';
    return `has both ${other} and constant. Keep one of them.`;
  }
  if (expression !== undefined && paths && back === undefined)
    return 'has both scim and expression. Keep one of them: beside an expression scim only says where back goes.';
  if (paths || constant !== undefined || expression !== undefined || rule.default !== undefined) return undefined;
  return 'says nowhere where its value comes from. Give it scim, expression, constant or default.';
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

function expressionProblem(key: 'expression' | 'back', text: string): readonly string[] {
  try {
    compileExpression(text);
    return [];
  } catch (error) {
    if (error instanceof ExpressionError) return [`${key} cannot be used: ${error.message}`];
    throw error;
  }
}
