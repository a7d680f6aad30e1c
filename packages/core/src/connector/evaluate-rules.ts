import type { Json } from '../scim/json.js';
import type { ResourceType } from '../scim/schema.js';
import { withoutHidden } from '../scim/without-hidden.js';
import type { AttributeRule } from './attribute-rule.js';
import { attempt, type Evaluation, noEvaluation, type RuleFailure } from './evaluation.js';
import { compileExpression } from './expression/compile-expression.js';
import { type MappedResource, toDocument } from './to-document.js';

/**
 * Evaluates the expressions of rules, before anything is planned: mapping and planning are synchronous, JSONata is not. Null, an
 * empty text and an empty list are nothing, as at a path. `type` tells what is never returned, which no expression sees: what it gives is
 * shown by histories. Without an expression among the rules it costs nothing.
 */
export async function evaluateRules(
  resource: MappedResource,
  rules: readonly AttributeRule[],
  groups: readonly object[] = [],
  type?: ResourceType,
): Promise<Evaluation> {
  if (!rules.some(({ expression }) => expression !== undefined)) return noEvaluation;
  const seen = type ? { ...resource, attributes: withoutHidden(type, resource.attributes) } : resource;
  const values = new Map<string, Json>();
  const failures = new Map<string, RuleFailure>();
  for (const { expression, remote, flow } of rules) {
    if (expression === undefined || flow === 'read') continue;
    const outcome = await attempt(remote, async () => {
      const compiled = compileExpression(expression);
      return compiled.evaluate({ ...toDocument(seen), ...(compiled.mentions('groups') && { groups }) });
    });
    if ('failure' in outcome) failures.set(remote, outcome.failure);
    else if (!isNothing(outcome.value)) values.set(remote, outcome.value);
  }
  return { values, failures };
}

function isNothing(value: Json | undefined): value is undefined | null {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
