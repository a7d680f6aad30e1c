import { isDeepStrictEqual } from 'node:util';
import type { AttributeRule } from '../../connector/attribute-rule.js';
import { sameValue } from '../../connector/difference.js';

/** Whether a field shows something else than was read of it last. Of one that could not be read, or never was before, there is no telling. */
export function hasMoved(rule: AttributeRule, there: unknown, before: unknown): boolean {
  const isKnown = there !== undefined && before !== undefined;
  return isKnown && !isDeepStrictEqual(there, before) && !sameValue(rule, there, before);
}
