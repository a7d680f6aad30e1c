import type { Filter } from './filter.js';
import { isJsonList, isJsonObject, type Json, type JsonObject } from './json.js';
import { mergeComplex } from './merge-complex.js';
import { type NormalizeNotes, normalizeValue, requireFewValues } from './normalize-value.js';
import type { PatchBudget } from './patch-budget.js';
import type { PatchOperation } from './patch-operation.js';
import { patchValues } from './patch-values.js';
import type { Attribute } from './schema.js';

/** One operation on one attribute. */
export interface AttributePatch {
  readonly operation: PatchOperation['operation'];
  readonly attribute: Attribute;
  /** Chooses among the attribute's values. */
  readonly filter?: Filter;
  readonly subAttribute?: Attribute;
  readonly value?: Json;
  readonly notes: NormalizeNotes;
  readonly budget: PatchBudget;
}

/**
 * The attribute's value after the operation; `undefined`: unassigned. RFC 7644 §3.5.2.1 to §3.5.2.3.
 *
 * @throws ScimError 400 where the operation does not fit, or more values would stand than are kept; 413 where the budget is spent.
 */
export function patchAttribute(patch: AttributePatch, current: Json | undefined): Json | undefined {
  const { operation, attribute, subAttribute, value = null, notes } = patch;
  if (operation === 'add' && isEmpty(value)) return current;
  if (attribute.multiValued) {
    // By an earlier schema it may be one value.
    const present = isJsonList(current) ? current : current === undefined ? [] : [current];
    patch.budget(patch, present);
    const values = patchValues(patch, present);
    requireFewValues(values.length, notes);
    return values.length === 0 ? undefined : values;
  }
  if (subAttribute) {
    const set = { [subAttribute.name]: operation === 'remove' ? null : value };
    return patchComplex(patch, set, current);
  }
  if (operation === 'remove') return undefined;
  if (attribute.type !== 'complex') return normalizeValue(attribute, value, notes);
  return patchComplex(patch, isJsonList(value) && value.length <= 1 ? (value[0] ?? null) : value, current);
}

function patchComplex({ attribute, notes }: AttributePatch, set: Json, current: Json | undefined): Json | undefined {
  const before: JsonObject = isJsonObject(current) ? current : {};
  const after = mergeComplex(attribute, before, set, notes);
  // Another `value` is another thing (a new manager): what was said of the former one goes with it.
  if (after?.value === undefined || before.value === undefined || after.value === before.value) return after;
  return mergeComplex(attribute, {}, set, notes);
}

function isEmpty(value: Json): boolean {
  return isJsonList(value) ? value.length === 0 : isJsonObject(value) && Object.keys(value).length === 0;
}
