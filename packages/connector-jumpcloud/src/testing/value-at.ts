import { isJsonObject, type Json } from '@linkspan/core';

/** The value that the steps lead to, if every step is there: `valueAt(body, 'Resources', 0, 'id')`. */
export function valueAt(json: Json | undefined, ...steps: readonly (string | number)[]): Json | undefined {
  return steps.reduce<Json | undefined>((value, step) => {
    if (typeof step === 'number') return Array.isArray(value) ? value[step] : undefined;
    return isJsonObject(value) ? value[step] : undefined;
  }, json);
}
