import { findProperty } from '../scim/find-property.js';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../scim/json.js';
import { type FieldPath, parseFieldPath } from './field-path.js';

/** A field of a resource by its remote name. Null, an empty text and an empty list are no value. */
export function readField(resource: JsonObject, remote: string): Json | undefined {
  const path = parseFieldPath(remote);
  const holder = holderOf(resource, path);
  const value = holder && findProperty(holder, path.attribute);
  if (path.subAttribute === undefined) return valueOrNothing(value);
  const owner = isJsonList(value) ? primaryOf(value) : value;
  return isJsonObject(owner) ? valueOrNothing(findProperty(owner, path.subAttribute)) : undefined;
}

/** Whether the resource has the field at all, with a value or without one. */
export function showsField(resource: JsonObject, remote: string): boolean {
  const path = parseFieldPath(remote);
  const holder = holderOf(resource, path);
  const value = holder && findProperty(holder, path.attribute);
  if (path.subAttribute === undefined || value === undefined) return value !== undefined;
  return isJsonObject(value) && findProperty(value, path.subAttribute) !== undefined;
}

/** The object that has the attribute. */
function holderOf(resource: JsonObject, { schema }: FieldPath): JsonObject | undefined {
  const holder = schema === undefined ? resource : findProperty(resource, schema);
  return isJsonObject(holder) ? holder : undefined;
}

/** The one value of a list that stands for all. */
export function primaryOf(list: readonly Json[]): Json | undefined {
  return list.find((one) => isJsonObject(one) && findProperty(one, 'primary') === true) ?? list[0];
}

/** Booleans are seen as texts and numbers, too. */
export function readActive(resource: JsonObject): boolean | undefined {
  const value = findProperty(resource, 'active');
  if (value === undefined || value === null) return undefined;
  return ['true', '1'].includes(String(value).toLowerCase());
}

function valueOrNothing(value: Json | undefined): Json | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  return isJsonList(value) && value.length === 0 ? undefined : value;
}
