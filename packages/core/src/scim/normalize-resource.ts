import { commonAttributes, externalIdAttribute } from './common-attributes.js';
import { describeJson } from './describe-json.js';
import { findByName } from './find-by-name.js';
import { findExtension } from './find-extension.js';
import { isHidden } from './is-hidden.js';
import { isPassword } from './is-password.js';
import { isJsonObject, type Json, type JsonObject } from './json.js';
import { normalizeExtension } from './normalize-extension.js';
import { normalizeSimple } from './normalize-simple.js';
import { normalizeValue } from './normalize-value.js';
import { parseMembers } from './parse-members.js';
import { requireAssigned, requireParts } from './require-assigned.js';
import type { Attribute, ResourceType, Schema } from './schema.js';
import { invalidValue, ScimError } from './scim-error.js';
import type { Tolerate } from './tolerate.js';
import { tolerateAll } from './tolerate-all.js';
import { undeclaredOf } from './undeclared-of.js';

/** A resource as a client described it, fit to be kept. */
export interface NormalizedResource {
  /** Canonical names in the schemas' order, without nulls; without id, meta, schemas, externalId, members, groups and password. */
  readonly attributes: JsonObject;
  readonly externalId?: string;
  /** Ids, each once; absent where the body did not speak of members. */
  readonly members?: readonly string[];
  /** As it was sent, not looked at; never among the attributes. */
  readonly password?: Json;
  /** Writable top-level attributes that the body spoke of, null or not: `userName`, `urn:…:enterprise:2.0:User:manager`. */
  readonly present: ReadonlySet<string>;
  /** What was left out because the schemas do not know it, for the log. */
  readonly ignored: readonly string[];
}

/**
 * Brings a body into the schemas' form, forgiving what identity providers get wrong without loss: names in any case, `"True"`, null
 * and empty lists, an object for a list of one, read-only and unknown attributes. `create` fills in the type's defaults; `replace` does
 * not demand what the client cannot have read.
 *
 * `standing` is what the resource had before a change of parts of it: what is the very same stays as it is, and what was missing may go on
 * missing. Schemas change, and whoever leaves must be able to, all the same.
 *
 * @throws ScimError 400 `invalidValue` for a required attribute that is missing, a value that does not fit, and a body of which nothing is known; `invalidSyntax` where
 * the body is no object.
 */
export function normalizeResource(
  type: ResourceType,
  body: Json,
  {
    purpose,
    standing,
    tolerate = tolerateAll,
  }: { readonly purpose: 'create' | 'replace'; readonly standing?: JsonObject; readonly tolerate?: Tolerate },
): NormalizedResource {
  if (!isJsonObject(body)) {
    throw new ScimError(400, `A ${type.name} must be a JSON object, but ${describeJson(body)} was sent.`, {
      scimType: 'invalidSyntax',
    });
  }
  const present = new Set<string>();
  const ignored = new Set<string>();
  const sent = sortByName(type, body, present, ignored);
  if (sent.size === 0 && ignored.size > 0) throw noneOfThese(type, [...ignored]);
  for (const name of ignored) tolerate('unknown-attribute', `${name} is unknown. See /Schemas for what there is.`);
  const attributes: Record<string, Json> = {};
  const isDemanded = (attribute: Attribute, name: string, was: Json | undefined) =>
    standing === undefined ? purpose === 'create' || !isHidden(attribute) || present.has(name) : was !== undefined;
  for (const attribute of type.schema.attributes.filter(isStored)) {
    const { name } = attribute;
    const was = standing?.[name];
    const given = sent.get(name) ?? null;
    const isStanding = was !== undefined && given === was;
    const value = isStanding ? was : normalizeValue(attribute, given, { path: name, ignored, tolerate });
    const assigned = value ?? (purpose === 'create' ? type.defaults?.[name] : undefined);
    if (isDemanded(attribute, name, was)) requireAssigned(type, attribute, assigned, name);
    if (assigned === undefined) continue;
    if (!isStanding) requireParts(attribute, assigned, name);
    attributes[name] = assigned;
  }
  for (const { schema, required } of type.extensions) {
    const { id } = schema;
    const was = standing?.[id];
    const value = normalizeExtension(schema, sent.get(id) ?? null, { ignored, tolerate, standing: was });
    const isEmpty = Object.keys(value).length === 0;
    if (isEmpty && !required) continue;
    for (const attribute of schema.attributes) {
      const { name } = attribute;
      const stood = isJsonObject(was) ? was[name] : undefined;
      const path = `${id}:${name}`;
      if (isDemanded(attribute, path, stood)) requireAssigned(type, attribute, value[name], path);
    }
    if (!isEmpty) attributes[id] = value;
    else if (standing === undefined || was !== undefined) {
      throw invalidValue(`A ${type.name} must have ${id}, and it is missing or empty. Send values for it.`);
    }
  }
  if (standing !== undefined) Object.assign(attributes, undeclaredOf(type, standing));
  const externalId = findExternalId(sent.get(externalIdAttribute.name) ?? null, tolerate);
  const members = sent.get('members');
  return {
    attributes,
    ...(externalId !== undefined && { externalId }),
    ...(members !== undefined && { members: parseMembers(members, tolerate) }),
    ...((sent.get('password') ?? null) !== null && { password: sent.get('password') ?? null }),
    present,
    ignored: [...ignored],
  };
}

/** What was sent for each writable attribute and each extension, by canonical name. */
function sortByName(
  type: ResourceType,
  body: JsonObject,
  present: Set<string>,
  ignored: Set<string>,
): ReadonlyMap<string, Json> {
  const sent = new Map<string, Json>();
  for (const [name, value] of Object.entries(body)) {
    const extension = findExtension(type, name);
    const attribute = findByName(type.schema.attributes, name) ?? findByName(commonAttributes, name);
    if (extension) {
      sent.set(extension.id, value);
      for (const inner of spokenOf(extension, value)) present.add(`${extension.id}:${inner}`);
    } else if (attribute === undefined) {
      ignored.add(name);
    } else if (attribute.mutability !== 'readOnly') {
      sent.set(attribute.name, value);
      present.add(attribute.name);
    }
  }
  return sent;
}

/** `null` for an extension speaks of all its attributes. */
function spokenOf(schema: Schema, value: Json): readonly string[] {
  const spoken = isJsonObject(value)
    ? Object.keys(value).flatMap((name) => findByName(schema.attributes, name) ?? [])
    : schema.attributes;
  return spoken.filter(({ mutability }) => mutability !== 'readOnly').map(({ name }) => name);
}

/** Members are kept apart, passwords never in clear, and what is read-only is the server's. */
function isStored(attribute: Attribute): boolean {
  return attribute.name !== 'members' && attribute.mutability !== 'readOnly' && !isPassword(attribute);
}

function findExternalId(value: Json, tolerate: Tolerate): string | undefined {
  if (value === null || value === '') return undefined;
  return String(normalizeSimple(externalIdAttribute, value, externalIdAttribute.name, tolerate));
}

/** Nothing of the body is known: kept, it would be an empty resource that nobody described. */
function noneOfThese({ name }: ResourceType, unknown: readonly string[]): ScimError {
  const shown = unknown.slice(0, 5).map((one) => one.slice(0, 100));
  return invalidValue(`A ${name} has none of these attributes: ${shown.join(', ')}. See /Schemas for what it has.`);
}
