import type { AttributeRule } from './attribute-rule.js';

export function rulePaths({ scim }: AttributeRule): readonly string[] {
  if (scim === undefined) return [];
  return typeof scim === 'string' ? [scim] : scim;
}
