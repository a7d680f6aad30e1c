import { describeJson } from './describe-json.js';
import { findProperty } from './find-property.js';
import { isJsonList, isJsonObject, type Json } from './json.js';
import { normalizeSimple } from './normalize-simple.js';
import { defineAttribute } from './schema.js';
import { invalidValue } from './scim-error.js';
import type { Tolerate } from './tolerate.js';

const valueAttribute = defineAttribute({ name: 'value', caseExact: true });

/**
 * The ids in a `members` value, each once: objects with `value`, or ids alone, in a list or single. What else a member says (`display`,
 * `type`, `$ref`) is looked up when members are shown.
 *
 * @throws ScimError 400 `invalidValue` for a member without an id, or with one that nobody can have.
 */
export function parseMembers(value: Json, tolerate: Tolerate): readonly string[] {
  if (value === null) return [];
  const members = isJsonList(value) ? value : [value];
  if (members !== value) tolerate('object-for-list', 'members is a list, and one value was sent. Send a list.');
  return [...new Set(members.map((member) => parseMember(member, tolerate)))];
}

function parseMember(member: Json, tolerate: Tolerate): string {
  const id = isJsonObject(member) ? findProperty(member, 'value') : member;
  if (typeof member === 'string') tolerate('text-for-object', 'A member is an id alone. Send {"value": "<id>"}.');
  if (typeof id === 'string' && id !== '') return String(normalizeSimple(valueAttribute, id, 'members.value'));
  throw invalidValue(
    `A member must have "value", the id of a user or group, but ${describeJson(id ?? null)} was sent. Send {"value": "<id>"}.`,
  );
}
