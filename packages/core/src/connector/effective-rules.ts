import type { AttributeRule } from './attribute-rule.js';

/** What an operator writes under `mapping`: a rule of their own, a change of the connector's, or its removal. */
export type RuleOverride = AttributeRule & { readonly drop?: boolean };

/**
 * The connector's rules with the operator's laid over them by `remote`. What the vendor demands and how its values compare and convert
 * stays unless it is overridden too; a new `scim`, `constant` or `expression` replaces where the value comes from, with its default and its
 * way back.
 */
export function effectiveRules(
  defaults: readonly AttributeRule[],
  overrides: readonly RuleOverride[],
): readonly AttributeRule[] {
  const rules = new Map(defaults.map((rule) => [rule.remote, rule]));
  for (const { drop = false, ...override } of overrides) {
    if (drop) rules.delete(override.remote);
    else rules.set(override.remote, overlay(rules.get(override.remote), override));
  }
  return [...rules.values()].map((rule) => (rule.back === undefined ? rule : { ...rule, flow: 'both' }));
}

function overlay(rule: AttributeRule | undefined, override: AttributeRule): AttributeRule {
  if (rule === undefined) return override;
  const { scim, constant, expression } = override;
  if (scim === undefined && constant === undefined && expression === undefined) return { ...rule, ...override };
  const { scim: _, constant: __, expression: ___, default: ____, back: _____, ...vendor } = rule;
  return { ...vendor, ...override };
}
