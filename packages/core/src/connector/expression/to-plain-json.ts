import type { Json } from '../../scim/json.js';
import { ExpressionError } from './expression-error.js';

/** JSONata's results carry marks of its own, and may be functions. Undefined stays undefined. */
export function toPlainJson(value: unknown): Json | undefined {
  if (value === undefined || value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  return JSON.parse(JSON.stringify(value, refuseOther));
}

function refuseOther(_key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new ExpressionError(`it gives ${value}, which is no value. Look for a division by zero.`);
  const isFunction =
    typeof value === 'function' ||
    (typeof value === 'object' && value !== null && ('_jsonata_lambda' in value || '_jsonata_function' in value));
  if (isFunction) throw new ExpressionError('it gives a function instead of a value. Call it: $name(…).');
  return value;
}
