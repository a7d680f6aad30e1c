import { isDeepStrictEqual } from 'node:util';
import type { AttributeRule } from './attribute-rule.js';

/** Undefined, null, an empty string and an empty list all say that there is nothing: vendors choose among them. */
export function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** By the rule's own `same` where it has one; that is never asked about undefined. */
export function sameValue(rule: Pick<AttributeRule, 'same'> | undefined, desired: unknown, remote: unknown): boolean {
  if (isBlank(desired) && isBlank(remote)) return true;
  if (desired === undefined || remote === undefined) return false;
  return rule?.same?.(desired, remote) ?? isDeepStrictEqual(desired, remote);
}
