import { describeJson } from './describe-json.js';
import { findByName } from './find-by-name.js';
import { isJsonObject, type Json, type JsonObject } from './json.js';
import { normalizeAttributes } from './normalize-value.js';
import { requireParts } from './require-assigned.js';
import type { Schema } from './schema.js';
import { invalidValue } from './scim-error.js';
import type { Tolerate } from './tolerate.js';

/**
 * An extension's attributes in canonical form. Those that are the very same as in `standing` stay, whatever the schema says by now.
 *
 * @throws ScimError 400 `invalidValue`
 */
export function normalizeExtension(
  schema: Schema,
  value: Json,
  {
    ignored,
    tolerate,
    standing,
  }: { readonly ignored: Set<string>; readonly tolerate: Tolerate; readonly standing?: Json | undefined },
): JsonObject {
  if (value === null) return {};
  if (!isJsonObject(value)) throw invalidValue(`${schema.id} must be an object, but ${describeJson(value)} was sent.`);
  const before = isJsonObject(standing) ? standing : {};
  const path = `${schema.id}:`;
  const sent: [name: string, value: Json][] = [];
  const kept: Record<string, Json> = {};
  for (const [name, inner] of Object.entries(value)) {
    const attribute = findByName(schema.attributes, name);
    if (!Object.hasOwn(before, name) || before[name] !== inner) sent.push([name, inner]);
    else kept[attribute?.name ?? name] = inner;
  }
  // `__proto__` is a name as others here, and in a literal it is not.
  const fresh = normalizeAttributes(schema.attributes, Object.fromEntries(sent), { path, ignored, tolerate });
  for (const attribute of schema.attributes) {
    requireParts(attribute, fresh[attribute.name], `${path}${attribute.name}`);
  }
  return inOrder(schema, { ...kept, ...fresh });
}

/** In the schema's order; what it does not know comes last. */
function inOrder(schema: Schema, value: JsonObject): JsonObject {
  const ordered: Record<string, Json> = {};
  for (const { name } of schema.attributes) {
    const inner = value[name];
    if (Object.hasOwn(value, name) && inner !== undefined) ordered[name] = inner;
  }
  return { ...ordered, ...value };
}
