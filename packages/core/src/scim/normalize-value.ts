import { findByName } from './find-by-name.js';
import { isJsonList, isJsonObject, type Json, type JsonObject } from './json.js';
import { mergeValues } from './merge-values.js';
import { normalizeSimple, wrongType } from './normalize-simple.js';
import type { Attribute } from './schema.js';
import { invalidValue } from './scim-error.js';
import { settlePrimary } from './settle-primary.js';
import type { Tolerate } from './tolerate.js';

const maximumValues = 1000;

/** Where values stand and what was left out of them, for messages and the log. */
export interface NormalizeNotes {
  readonly path: string;
  readonly ignored: Set<string>;
  readonly tolerate: Tolerate;
}

/**
 * One attribute's value in canonical form; `undefined` where it is unassigned: null, an empty list or object (RFC 7643 §2.5), or a
 * value that has everything but its `value`. An object stands for a list of one, a list of one for its element, and text for the
 * complex value that has it as `value`.
 *
 * @throws ScimError 400 `invalidValue` where it does not fit the attribute.
 */
export function normalizeValue(attribute: Attribute, value: Json, notes: NormalizeNotes): Json | undefined {
  if (value === null) return undefined;
  if (!attribute.multiValued) {
    const single = isJsonList(value) && value.length <= 1 ? (value[0] ?? null) : value;
    if (single !== value && single !== null) {
      notes.tolerate('list-for-object', `${notes.path} has one value, and a list was sent. Send the value alone.`);
    }
    return normalizeWhole(attribute, single, notes);
  }
  const values = normalizeList(attribute, value, notes);
  return values.length === 0 ? undefined : values;
}

/** The values of a multi-valued attribute, equal ones merged, at most one primary. */
export function normalizeList(attribute: Attribute, value: Json, notes: NormalizeNotes): readonly Json[] {
  const list = isJsonList(value) ? value : [value];
  if (list !== value)
    notes.tolerate('object-for-list', `${notes.path} is a list, and one value was sent. Send a list.`);
  requireFewValues(list.length, notes);
  const sent = list.flatMap((item) => normalizeWhole(attribute, item, notes) ?? []);
  const values = mergeValues(attribute, [], sent);
  const settled = settlePrimary(values);
  if (settled !== values) {
    notes.tolerate('several-primaries', `${notes.path} has more than one primary value. Make one primary.`);
    notes.ignored.add(`${notes.path}.primary (true more than once)`);
  }
  return settled;
}

/** @throws ScimError 400 `invalidValue` for more values of one attribute than are kept. */
export function requireFewValues(count: number, { path }: NormalizeNotes): void {
  if (count <= maximumValues) return;
  throw invalidValue(`${path} has ${count} values; at most ${maximumValues} are kept. Send fewer.`);
}

function normalizeWhole(attribute: Attribute, value: Json, notes: NormalizeNotes): Json | undefined {
  const normalized = normalizeOne(attribute, value, notes);
  const valueAttribute = findByName(attribute.subAttributes ?? [], 'value');
  // Where it is required its absence is told, and not passed over.
  if (!isJsonObject(normalized) || valueAttribute === undefined || valueAttribute.required) return normalized;
  return normalized.value === undefined || normalized.value === '' ? undefined : normalized;
}

/** One value, which may be a part of one: `{"primary": true}` for an e-mail that is there already. */
export function normalizeOne(attribute: Attribute, value: Json, notes: NormalizeNotes): Json | undefined {
  if (value === null) return undefined;
  if (attribute.type !== 'complex') return normalizeSimple(attribute, value, notes.path, notes.tolerate);
  if (isJsonObject(value)) return normalizeComplex(attribute, value, notes);
  const valueAttribute = findByName(attribute.subAttributes ?? [], 'value');
  if (isJsonList(value) || valueAttribute === undefined) throw wrongType(attribute, value, notes.path);
  notes.tolerate('text-for-object', `${notes.path} is an object, and its "value" alone was sent. Send {"value": …}.`);
  return { value: normalizeSimple(valueAttribute, value, notes.path, notes.tolerate) };
}

function normalizeComplex(attribute: Attribute, value: JsonObject, notes: NormalizeNotes): JsonObject | undefined {
  const normalized = normalizeAttributes(attribute.subAttributes ?? [], value, {
    ...notes,
    path: `${notes.path}.`,
  });
  return Object.keys(normalized).length === 0 ? undefined : normalized;
}

/** An object's attributes under their canonical names, in the schema's order; read-only ones are passed over. `path` ends in its separator. */
export function normalizeAttributes(
  attributes: readonly Attribute[],
  value: JsonObject,
  notes: NormalizeNotes,
): JsonObject {
  const sent = new Map<string, Json>();
  for (const [name, inner] of Object.entries(value)) {
    const attribute = findByName(attributes, name);
    if (attribute) sent.set(attribute.name, inner);
    else {
      notes.tolerate('unknown-attribute', `${notes.path}${name} is unknown. See /Schemas for what there is.`);
      notes.ignored.add(`${notes.path}${name}`);
    }
  }
  const normalized: Record<string, Json> = {};
  for (const attribute of attributes) {
    const inner = sent.get(attribute.name);
    if (inner === undefined || attribute.mutability === 'readOnly') continue;
    const path = `${notes.path}${attribute.name}`;
    const result = normalizeValue(attribute, inner, { ...notes, path });
    if (result !== undefined) normalized[attribute.name] = result;
  }
  return normalized;
}
