import type { AttributeRule } from './attribute-rule.js';
import { compileExpression } from './expression/compile-expression.js';

/** Whether an expression of these rules names an attribute that has to be read for it alone: `groups`, `externalId`. */
export function expressionsMention(rules: readonly AttributeRule[], name: string): boolean {
  return rules.some(({ expression }) => expression !== undefined && compileExpression(expression).mentions(name));
}
