import type { Change, MemberRef } from '../connector/account.js';
import type { Json, JsonObject } from '../scim/json.js';
import { parseFieldPath } from './field-path.js';

export interface PatchOperation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path?: string;
  readonly value?: Json;
}

/** RFC 7644 §3.5.2. */
export function patchMessage(operations: readonly PatchOperation[]): JsonObject {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: operations.map((operation) => ({ ...operation })),
  };
}

/** By SCIM path. A list is one field, replaced whole. */
export function fieldOperations({ set, cleared }: Pick<Change, 'set' | 'cleared'>): readonly PatchOperation[] {
  return [
    ...Object.entries(set).map(
      ([path, value]) => ({ op: 'replace', path: parseFieldPath(path).text, value: value as Json }) as const,
    ),
    ...cleared.map((path) => ({ op: 'remove', path: parseFieldPath(path).text }) as const),
  ];
}

/** Without a path, as Okta sends it: the form that servers know best. */
export function activeOperation(active: boolean): PatchOperation {
  return { op: 'replace', value: { active } };
}

/** Each removal by a filter of its own: the form of the standard, and the only one that some servers know. */
export function memberOperations(
  added: readonly MemberRef[],
  removed: readonly MemberRef[],
): readonly PatchOperation[] {
  const removals = removed.map(
    ({ id }) => ({ op: 'remove', path: `members[value eq ${JSON.stringify(id)}]` }) as const,
  );
  return added.length === 0 ? removals : [...removals, { op: 'add', path: 'members', value: added.map(toMember) }];
}

/** The type only where it is not the usual one: some servers refuse what they do not expect. */
export function toMember({ id, type }: MemberRef): JsonObject {
  return type === 'Group' ? { value: id, type } : { value: id };
}
