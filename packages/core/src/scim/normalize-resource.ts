import { commonAttributes } from './common-attributes.js';
import { describeJson } from './describe-json.js';
import { findExtension } from './find-attribute.js';
import { findByName } from './find-by-name.js';
import { isJsonObject, type Json, type JsonObject } from './json.js';
import { normalizeSimple } from './normalize-simple.js';
import { normalizeAttributes, normalizeValue } from './normalize-value.js';
import { parseMembers } from './parse-members.js';
import type { Attribute, ResourceType, Schema } from './schema.js';
import { invalidValue, ScimError } from './scim-error.js';

/** A resource as a client described it, fit to be kept. */
export interface NormalizedResource {
  /** Canonical names in the schemas' order, without nulls; without id, meta, schemas, externalId, members, groups and password. */
  readonly attributes: JsonObject;
  readonly externalId?: string;
  /** Ids, each once; absent where the body did not speak of members. */
  readonly members?: readonly string[];
  /** A password was sent, and dropped. */
  readonly password?: true;
  /** Writable top-level attributes that the body spoke of, null or not: `userName`, `urn:…:enterprise:2.0:User:manager`. */
  readonly present: ReadonlySet<string>;
  /** What was left out because the schemas do not know it, for the log. */
  readonly ignored: readonly string[];
}

/**
 * Brings a body into the schemas' form, forgiving what identity providers get wrong without loss: names in any case, `"True"`, null
 * and empty lists, an object for a list of one, read-only and unknown attributes. `create` fills in the type's defaults.
 *
 * @throws ScimError 400 `invalidValue` for a required attribute that is missing and a value that does not fit; `invalidSyntax` where
 * the body is no object.
 */
export function normalizeResource(
  type: ResourceType,
  body: Json,
  options: { readonly purpose: 'create' | 'replace' },
): NormalizedResource {
  if (!isJsonObject(body)) {
    throw new ScimError(400, `A ${type.name} must be a JSON object, but ${describeJson(body)} was sent.`, {
      scimType: 'invalidSyntax',
    });
  }
  const present = new Set<string>();
  const ignored = new Set<string>();
  const sent = new Map<Attribute, Json>();
  const attributes: Record<string, Json> = {};
  const extensions: Record<string, Json> = {};
  for (const [name, value] of Object.entries(body)) {
    const extension = findExtension(type, name);
    const attribute = findByName(type.schema.attributes, name) ?? findByName(commonAttributes, name);
    if (extension) {
      const normalized = normalizeExtension(extension, value, present, ignored);
      if (Object.keys(normalized).length > 0) extensions[extension.id] = normalized;
    } else if (attribute === undefined) {
      ignored.add(name);
    } else if (attribute.mutability !== 'readOnly') {
      sent.set(attribute, value);
      present.add(attribute.name);
    }
  }
  let externalId: string | undefined;
  let members: readonly string[] | undefined;
  let password = false;
  for (const attribute of [...type.schema.attributes, ...commonAttributes]) {
    const value = sent.get(attribute) ?? null;
    if (attribute.mutability === 'writeOnly') password ||= value !== null;
    else if (attribute.name === 'externalId')
      externalId = value === null || value === '' ? undefined : String(normalizeSimple(attribute, value, 'externalId'));
    else if (attribute.name === 'members') members = sent.has(attribute) ? parseMembers(value) : undefined;
    else {
      const normalized = normalizeValue(attribute, value, { path: attribute.name, ignored });
      const assigned = normalized ?? (options.purpose === 'create' ? type.defaults?.[attribute.name] : undefined);
      if (assigned !== undefined) attributes[attribute.name] = assigned;
      requireAssigned(type, attribute, assigned);
    }
  }
  return {
    attributes: { ...attributes, ...extensions },
    ...(externalId !== undefined && { externalId }),
    ...(members && { members }),
    ...(password && { password }),
    present,
    ignored: [...ignored],
  };
}

function normalizeExtension(schema: Schema, value: Json, present: Set<string>, ignored: Set<string>): JsonObject {
  if (value !== null && !isJsonObject(value)) {
    throw invalidValue(`${schema.id} must be an object, but ${describeJson(value)} was sent.`);
  }
  const names = value === null ? schema.attributes.map(({ name }) => name) : Object.keys(value);
  for (const name of names) {
    const attribute = findByName(schema.attributes, name);
    if (attribute && attribute.mutability !== 'readOnly') present.add(`${schema.id}:${attribute.name}`);
  }
  return normalizeAttributes(schema.attributes, value ?? {}, { path: `${schema.id}:`, ignored });
}

function requireAssigned(type: ResourceType, attribute: Attribute, value: Json | undefined): void {
  if (!attribute.required || attribute.mutability === 'readOnly') return;
  if (value === undefined || (typeof value === 'string' && value.trim() === '')) {
    throw invalidValue(`A ${type.name} must have ${attribute.name}, and it is missing or empty. Send a value for it.`);
  }
}
