import { containsValue } from './contains-value.js';
import { evaluateFilter } from './evaluate-filter.js';
import { findDescribedValue } from './find-described-value.js';
import { isJsonList, isJsonObject, type Json, type JsonObject } from './json.js';
import { mergeComplex } from './merge-complex.js';
import { mergeValues } from './merge-values.js';
import { normalizeList, normalizeOne } from './normalize-value.js';
import type { AttributePatch } from './patch-attribute.js';
import { ScimError } from './scim-error.js';
import { settlePrimary } from './settle-primary.js';

/** The values of a multi-valued attribute after an operation on all of them or on those that its filter chooses. */
export function patchValues(patch: AttributePatch, current: readonly Json[]): readonly Json[] {
  const after = patch.filter || patch.subAttribute ? patchChosen(patch, current) : patchAll(patch, current);
  return settlePrimary(current, after);
}

function patchAll(
  { operation, attribute, value = null, notes }: AttributePatch,
  current: readonly Json[],
): readonly Json[] {
  switch (operation) {
    case 'add':
      return addValues(current, normalizeList(attribute, value, notes));
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
  const { operation, filter, subAttribute, value = null } = patch;
  const chosen = new Set(
    current.filter((element) => isJsonObject(element) && (filter === undefined || evaluateFilter(filter, element))),
  );
  if (chosen.size > 0) {
    return current.flatMap((element) =>
      chosen.has(element) && isJsonObject(element) ? (patchOne(patch, element) ?? []) : [element],
    );
  }
  if (operation === 'remove' || value === null) return current;
  // Entra sets `emails[type eq "work"].value` before there is any such e-mail.
  const described = filter ? findDescribedValue(filter) : {};
  if (described === undefined) {
    throw new ScimError(
      400,
      `${patch.notes.path} has no value that the filter chooses, and only a filter of "eq" terms says how to make one.`,
      { scimType: 'noTarget' },
    );
  }
  const created = patchOne({ ...patch, operation: subAttribute ? operation : 'add' }, described);
  return created === undefined ? current : addValues(current, [created]);
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

/** Adding what is there already changes nothing: RFC 7644 §3.5.2.1. */
function addValues(current: readonly Json[], added: readonly Json[]): readonly Json[] {
  const news = added.filter((value) => !current.some((element) => isPart(value, element)));
  return mergeValues([...current, ...news]);
}

function isPart(value: Json, element: Json): boolean {
  if (!isJsonObject(value) || !isJsonObject(element)) return value === element;
  return Object.entries(value).every(([name, inner]) => element[name] === inner);
}
