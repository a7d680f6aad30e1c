import { containsValue } from './contains-value.js';
import { evaluateFilter } from './evaluate-filter.js';
import { findDescribedValue } from './find-described-value.js';
import { isJsonList, isJsonObject, type Json, type JsonObject } from './json.js';
import { mergeComplex } from './merge-complex.js';
import { mergeValues } from './merge-values.js';
import { normalizeList, normalizeOne } from './normalize-value.js';
import type { AttributePatch } from './patch-attribute.js';
import { ScimError } from './scim-error.js';
import { isPrimary, settlePrimary, withoutPrimary } from './settle-primary.js';

/** The values of a multi-valued attribute after an operation on all of them or on those that its filter chooses. */
export function patchValues(patch: AttributePatch, current: readonly Json[]): readonly Json[] {
  const { operation, attribute, filter, subAttribute, value = null, notes } = patch;
  if (filter || subAttribute) return patchChosen(patch, current);
  switch (operation) {
    case 'add':
      // One may be added alone: RFC 7644 §3.5.2.1.
      return addValues(current, normalizeList(attribute, isJsonList(value) ? value : [value], notes));
    case 'replace':
      return normalizeList(attribute, value, notes);
    case 'remove': {
      if (value === null) return [];
      // Entra names what it removes in `value`: only that goes.
      const named = (isJsonList(value) ? value : [value]).flatMap((item) => normalizeOne(attribute, item, notes) ?? []);
      return current.filter((element) => !named.some((part) => containsValue(attribute, element, part)));
    }
  }
}

function patchChosen(patch: AttributePatch, current: readonly Json[]): readonly Json[] {
  const { operation, attribute, filter, subAttribute, value = null } = patch;
  const isChosen = (element: Json | undefined): element is JsonObject =>
    isJsonObject(element) && (filter === undefined || evaluateFilter(filter, element));
  if (!current.some(isChosen)) {
    return operation === 'remove' || value === null ? current : addDescribed(patch, current);
  }
  const before = isPrimary(patchOne(patch, {})) ? current.map(withoutPrimary) : current;
  const after = before.flatMap((element, index) =>
    isChosen(current[index]) && isJsonObject(element) ? (patchOne(patch, element) ?? []) : [element],
  );
  // A value that is replaced as a whole leaves nothing of another that it turns out to be.
  const whole = operation === 'replace' && !subAttribute;
  return settlePrimary(mergeValues(attribute, before, after, whole));
}

/** Entra sets `emails[type eq "work"].value` before there is any such e-mail. */
function addDescribed(patch: AttributePatch, current: readonly Json[]): readonly Json[] {
  const { operation, attribute, filter, subAttribute, notes } = patch;
  const described = filter ? findDescribedValue(filter) : {};
  const created = described && patchOne(patch, described);
  if (created === undefined || (filter && !evaluateFilter(filter, created))) {
    throw new ScimError(
      400,
      `${notes.path} has no value that the filter chooses, and none can be made from the filter. Use "eq" terms that the value fits.`,
      { scimType: 'noTarget' },
    );
  }
  if (operation === 'replace') {
    notes.tolerate('value-made-from-filter', `${notes.path} has no value that the filter chooses. Add one first.`);
  }
  if (operation === 'add' || subAttribute) return addValues(current, [created]);
  const before = isPrimary(created) ? current.map(withoutPrimary) : current;
  return mergeValues(attribute, before, [...before, created], true);
}

function patchOne(
  { operation, attribute, filter, subAttribute, value = null, notes }: AttributePatch,
  element: JsonObject,
): JsonObject | undefined {
  if (subAttribute) {
    return mergeComplex(attribute, element, { [subAttribute.name]: operation === 'remove' ? null : value }, notes);
  }
  if (operation === 'remove') return undefined;
  // A value that is replaced stays what the filter says it is, unless the new one says otherwise.
  const before = operation === 'add' ? element : ((filter && findDescribedValue(filter)) ?? {});
  return mergeComplex(attribute, before, value, notes);
}

/** Adding what is there already changes nothing (RFC 7644 §3.5.2.1), and adding more of it completes it. */
function addValues(current: readonly Json[], added: readonly Json[]): readonly Json[] {
  // One list for all, of which a copy for each would cost as much as the search.
  let values = [...current];
  for (const value of added) {
    const place = values.findIndex((present) => isNamedBy(value, present));
    const present = values[place];
    if (isPrimary(value)) values = values.map(withoutPrimary);
    if (present === undefined) values.push(value);
    else values[place] = complete(present, value);
  }
  return values;
}

/** Whether an added value is this present one: by `value`, and by `type` where it says one; without `value` by all it says. */
function isNamedBy(added: Json, present: Json): boolean {
  if (!isJsonObject(added) || !isJsonObject(present)) return added === present;
  if (added.value === undefined) return isPart(added, present);
  return added.value === present.value && (added.type === undefined || added.type === present.type);
}

function complete(present: Json, added: Json): Json {
  return isJsonObject(present) && isJsonObject(added) ? { ...present, ...added } : added;
}

function isPart(value: JsonObject, element: Json): boolean {
  return isJsonObject(element) && Object.entries(value).every(([name, inner]) => element[name] === inner);
}
