import { isSameJson } from './is-same-json.js';
import { isJsonObject, type Json, type JsonObject } from './json.js';
import type { Attribute, ResourceType } from './schema.js';
import { ScimError } from './scim-error.js';

/**
 * A resource after a change, with its immutable attributes (RFC 7643 §2.2) as they were: one that has a value keeps it, the same value
 * may be sent again, and one that has none yet may get one. `unassigned` says what it means that the change leaves one without a value:
 * a PUT that does not speak of it keeps it (RFC 7644 §3.5.1), a PATCH that takes it away is refused (§3.5.2). Values of a list come and
 * go as wholes, as members do, whatever is immutable in them.
 *
 * @throws ScimError 400 `mutability` that names the attribute.
 */
export function settleImmutable(
  type: ResourceType,
  before: JsonObject,
  after: JsonObject,
  unassigned: 'keep' | 'refuse',
): JsonObject {
  let settled = settle(type.schema.attributes, before, after, { path: '', unassigned });
  for (const { schema } of type.extensions) {
    const { id, attributes } = schema;
    const inner = settleInner(attributes, before[id], settled[id], { path: `${id}:`, unassigned });
    settled = withInner(settled, id, inner);
  }
  return settled;
}

interface Rules {
  /** Ends in its separator. */
  readonly path: string;
  readonly unassigned: 'keep' | 'refuse';
}

function settle(attributes: readonly Attribute[], before: JsonObject, after: JsonObject, rules: Rules): JsonObject {
  let settled = after;
  for (const { name, mutability, multiValued, subAttributes } of attributes) {
    const was = before[name];
    const is = settled[name];
    if (was === undefined) continue;
    const path = `${rules.path}${name}`;
    if (mutability !== 'immutable') {
      if (multiValued || subAttributes === undefined) continue;
      settled = withInner(settled, name, settleInner(subAttributes, was, is, { ...rules, path: `${path}.` }));
    } else if (is === undefined && rules.unassigned === 'keep') {
      settled = { ...settled, [name]: was };
    } else if (is === undefined || !isSameJson(was, is)) {
      throw new ScimError(400, `${path} has a value, and it can be set only once. Leave it as it is.`, {
        scimType: 'mutability',
      });
    }
  }
  return settled;
}

function settleInner(
  attributes: readonly Attribute[],
  was: Json | undefined,
  is: Json | undefined,
  rules: Rules,
): Json | undefined {
  if (!isJsonObject(was)) return is;
  const settled = settle(attributes, was, isJsonObject(is) ? is : {}, rules);
  return Object.keys(settled).length === 0 ? is : settled;
}

function withInner(object: JsonObject, name: string, inner: Json | undefined): JsonObject {
  return inner === undefined || inner === object[name] ? object : { ...object, [name]: inner };
}
