import { describeJson } from './describe-json.js';
import { findPatchTarget, type PatchTarget } from './find-patch-target.js';
import { isPassword } from './is-password.js';
import { isJsonObject, type Json, type JsonObject } from './json.js';
import type { MemberDelta } from './member-delta.js';
import { parsePath } from './parse-path.js';
import { type AttributePatch, patchAttribute } from './patch-attribute.js';
import type { PatchBudget } from './patch-budget.js';
import { patchMembers } from './patch-members.js';
import type { PatchOperation } from './patch-operation.js';
import type { ResourceType } from './schema.js';
import { invalidValue, ScimError } from './scim-error.js';
import { readValue, writeValue } from './write-value.js';

/** What the operations of one PATCH have come to. `attributes` is replaced, never changed. */
export interface PatchDraft {
  attributes: JsonObject;
  externalId?: string | null;
  password?: true;
  readonly members: MemberDelta[];
  readonly ignored: Set<string>;
  readonly budget: PatchBudget;
}

type Operation = PatchOperation['operation'];

/**
 * Does one operation on the draft. A path must be known and writable; in a value without a path what is read-only is passed over and
 * what is unknown is noted, unless it names nothing known at all.
 */
export function applyOperation(
  type: ResourceType,
  draft: PatchDraft,
  { operation, path, value }: PatchOperation,
): void {
  if (path === undefined) {
    applyObject(type, draft, operation, value);
    return;
  }
  const target = findPatchTarget(type, parsePath(path));
  if (target === undefined) throw invalidPath(`${type.name} has no attribute ${path}. See /Schemas for what it has.`);
  if (target.kind === 'attribute' && isReadOnly(target)) {
    throw new ScimError(400, `${path} is read-only. Leave the operation out.`, { scimType: 'mutability' });
  }
  applyTarget(type, draft, operation, target, value);
}

/** `{"op": "replace", "value": {"active": false}}`: each key is a path of its own, within `schema` where one is given. */
function applyObject(
  type: ResourceType,
  draft: PatchDraft,
  operation: Operation,
  value: Json | undefined,
  schema?: string,
): void {
  if (operation === 'remove') {
    throw new ScimError(400, 'remove needs a "path" that says what to remove.', { scimType: 'noTarget' });
  }
  if (!isJsonObject(value)) {
    throw invalidValue(
      `Without a "path" the value must be an object of attributes, but ${describeJson(value ?? null)} was sent.`,
    );
  }
  const names = Object.keys(value);
  const prefix = schema === undefined ? '' : `${schema}:`;
  const unknown = new Set<string>();
  for (const [name, inner] of Object.entries(value)) {
    const target = findTarget(type, `${prefix}${name}`);
    if (target === undefined) unknown.add(`${prefix}${name}`);
    else if (target.kind !== 'attribute' || !isReadOnly(target)) applyTarget(type, draft, operation, target, inner);
  }
  if (schema === undefined && names.length > 0 && unknown.size === names.length) {
    throw invalidPath(
      `${type.name} has none of these attributes: ${names.slice(0, 5).join(', ')}. See /Schemas for what it has.`,
    );
  }
  for (const name of unknown) draft.ignored.add(name);
}

function findTarget(type: ResourceType, key: string): PatchTarget | undefined {
  try {
    return findPatchTarget(type, parsePath(key));
  } catch (error) {
    if (error instanceof ScimError) return undefined;
    throw error;
  }
}

function applyTarget(
  type: ResourceType,
  draft: PatchDraft,
  operation: Operation,
  target: PatchTarget,
  value: Json | undefined,
): void {
  switch (target.kind) {
    case 'resource':
      applyObject(type, draft, operation, value, type.schema.id);
      return;
    case 'extension':
      if (operation !== 'remove' && value !== null) {
        applyObject(type, draft, operation, value, target.schema.id);
      } else {
        draft.attributes = writeValue(draft.attributes, [target.schema.id], undefined);
      }
      return;
    case 'attribute':
      applyAttribute(draft, operation, target, value);
  }
}

function applyAttribute(
  draft: PatchDraft,
  operation: Operation,
  { path, filter, subAttribute }: Extract<PatchTarget, { kind: 'attribute' }>,
  value: Json | undefined,
): void {
  const { attribute, names } = path;
  const patch: AttributePatch = {
    operation,
    attribute,
    ...(filter && { filter }),
    ...(subAttribute && { subAttribute }),
    ...(value !== undefined && { value }),
    notes: { path: names.join(':'), ignored: draft.ignored },
    budget: draft.budget,
  };
  if (isPassword(attribute)) {
    if (operation !== 'remove' && value !== null) draft.password = true;
  } else if (attribute.name === 'schemas') {
    return;
  } else if (attribute.name === 'members') {
    draft.members.push(patchMembers(patch));
  } else if (attribute.name === 'externalId') {
    const externalId = patchAttribute(patch, undefined);
    draft.externalId = typeof externalId === 'string' && externalId !== '' ? externalId : null;
  } else {
    draft.attributes = writeValue(draft.attributes, names, patchAttribute(patch, readValue(draft.attributes, names)));
  }
}

/** `schemas` is computed, and accepted in silence: clients add an extension's URN before its attributes. */
function isReadOnly({ path, subAttribute }: Extract<PatchTarget, { kind: 'attribute' }>): boolean {
  const { attribute } = path;
  if (attribute.name === 'schemas') return false;
  return attribute.mutability === 'readOnly' || subAttribute?.mutability === 'readOnly';
}

function invalidPath(detail: string): ScimError {
  return new ScimError(400, detail, { scimType: 'invalidPath' });
}
