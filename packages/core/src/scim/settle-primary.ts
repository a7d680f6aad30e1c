import { isJsonObject, type Json } from './json.js';

/**
 * Leaves `primary: true` on one value (RFC 7643 §2.4): the last that says so and was not there before, else the last. Gives the very
 * same list back where there is nothing to settle.
 */
export function settlePrimary(before: readonly Json[], after: readonly Json[]): readonly Json[] {
  const primaries = after.filter(isPrimary);
  if (primaries.length < 2) return after;
  const known = new Set(before);
  const kept = primaries.findLast((value) => !known.has(value)) ?? primaries.at(-1);
  return after.map((value) => {
    if (value === kept || !isJsonObject(value) || !isPrimary(value)) return value;
    const { primary: _, ...rest } = value;
    return rest;
  });
}

function isPrimary(value: Json): boolean {
  return isJsonObject(value) && value.primary === true;
}
