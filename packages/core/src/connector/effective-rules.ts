import type { AttributeRule } from './attribute-rule.js';

/** What an operator writes under `mapping`: a rule of their own, a change of the connector's, or its removal. */
export type RuleOverride = AttributeRule & { readonly drop?: boolean };

/**
 * The connector's rules with the operator's laid over them by `remote`. What the vendor demands and how its values compare and convert
 * stays unless it is overridden too; a new `scim` or `constant` replaces where the value comes from, with its default.
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
  return [...rules.values()];
}

function overlay(rule: AttributeRule | undefined, override: AttributeRule): AttributeRule {
  if (rule === undefined) return override;
  if (override.scim === undefined && override.constant === undefined) return { ...rule, ...override };
  const { scim, constant, default: fallback, ...vendor } = rule;
  return { ...vendor, ...override };
}
