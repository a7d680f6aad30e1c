import type { MemberRef } from '../connector/account.js';
import { findProperty } from '../scim/find-property.js';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../scim/json.js';
import { toMember } from './patch-message.js';
import { writeField } from './write-field.js';

/** Pure: a group with other members, for servers that take it whole only. Whom neither names stays. */
export function applyMembers(
  group: JsonObject,
  added: readonly MemberRef[],
  removed: readonly MemberRef[],
): JsonObject {
  const value = findProperty(group, 'members');
  const before = isJsonList(value) ? value : [];
  const gone = new Set(removed.map(({ id }) => id));
  const kept = before.filter((member) => !gone.has(idOf(member)));
  const there = new Set(kept.map(idOf));
  // The list is kept when it is empty: leaving it out need not mean that nobody is left.
  return writeField(group, 'members', [...kept, ...added.filter(({ id }) => !there.has(id)).map(toMember)]);
}

function idOf(member: Json): string {
  return isJsonObject(member) ? String(findProperty(member, 'value')) : '';
}
