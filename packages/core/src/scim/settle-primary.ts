import { isJsonObject, type Json } from './json.js';

/** Leaves `primary: true` on the last value that has it (RFC 7643 §2.4); the very same list where there is nothing to settle. */
export function settlePrimary(values: readonly Json[]): readonly Json[] {
  const last = values.findLastIndex(isPrimary);
  if (values.findIndex(isPrimary) === last) return values;
  return values.map((value, index) => (index === last ? value : withoutPrimary(value)));
}

export function isPrimary(value: Json | undefined): boolean {
  return isJsonObject(value) && value.primary === true;
}

/** The value where another one becomes primary. */
export function withoutPrimary(value: Json): Json {
  if (!isJsonObject(value) || !isPrimary(value)) return value;
  const { primary: _, ...rest } = value;
  return rest;
}
