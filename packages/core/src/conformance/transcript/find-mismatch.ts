import { isSameJson } from '../../scim/is-same-json.js';
import { isJsonList, isJsonObject, type Json } from '../../scim/json.js';

const longestShown = 120;

/** Where a value is not as expected (see `Expected`), in words; undefined where it is. */
export function findMismatch(found: Json | undefined, expected: Json, where = 'the answer'): string | undefined {
  if (expected === null) return isUnassigned(found) ? undefined : describe(where, 'unassigned', found);
  if (expected === '*') return typeof found === 'string' && found !== '' ? undefined : describe(where, 'a text', found);
  if (isJsonObject(expected)) {
    if (!isJsonObject(found)) return describe(where, 'an object', found);
    for (const [name, value] of Object.entries(expected)) {
      const mismatch = findMismatch(found[name], value, `${where}.${name}`);
      if (mismatch !== undefined) return mismatch;
    }
    return undefined;
  }
  if (isJsonList(expected)) return findListMismatch(found, expected, where);
  return isSameJson(found ?? null, expected) ? undefined : describe(where, JSON.stringify(expected), found);
}

/** SCIM's lists have no order: each expected value takes the first one that fits and is free. */
function findListMismatch(found: Json | undefined, expected: readonly Json[], where: string): string | undefined {
  const values = isUnassigned(found) ? [] : found;
  if (!isJsonList(values)) return describe(where, 'a list', found);
  const free = [...values];
  for (const [index, value] of expected.entries()) {
    const place = free.findIndex((one) => findMismatch(one, value) === undefined);
    if (place === -1)
      return (
        findMismatch(values[index], value, `${where}[${index}]`) ??
        describe(where, `${JSON.stringify(value)} once more`, found)
      );
    free.splice(place, 1);
  }
  if (free.length === 0) return undefined;
  return describe(where, `${expected.length} values`, `${values.length} values: ${JSON.stringify(values)}`);
}

function isUnassigned(value: Json | undefined): boolean {
  return value === undefined || value === null || (isJsonList(value) && value.length === 0);
}

function describe(where: string, expected: string, found: Json | undefined): string {
  const text = typeof found === 'string' ? found : JSON.stringify(found ?? null);
  return `${where} should be ${expected}, and is ${text.length > longestShown ? `${text.slice(0, longestShown)}…` : text}`;
}
