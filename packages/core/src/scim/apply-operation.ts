import { describeJson } from './describe-json.js';
import { findPatchTarget, type PatchTarget } from './find-patch-target.js';
import { isPassword } from './is-password.js';
import { isJsonObject, type Json, type JsonObject } from './json.js';
import { listUnknownParts } from './list-unknown-parts.js';
import type { MemberDelta } from './member-delta.js';
import { parsePath } from './parse-path.js';
import { type AttributePatch, patchAttribute } from './patch-attribute.js';
import type { PatchBudget } from './patch-budget.js';
import { patchMembers } from './patch-members.js';
import type { PatchOperation } from './patch-operation.js';
import type { ResourceType } from './schema.js';
import { invalidValue, ScimError } from './scim-error.js';
import type { Tolerate } from './tolerate.js';
import { readValue, writeValue } from './write-value.js';

/** What the operations of one PATCH have come to. `attributes` is replaced, never changed. */
export interface PatchDraft {
  attributes: JsonObject;
  externalId?: string | null;
  password?: Json;
  readonly members: MemberDelta[];
  readonly ignored: Set<string>;
  readonly budget: PatchBudget;
  readonly tolerate: Tolerate;
}

type Operation = PatchOperation['operation'];

/**
 * Does one operation on the draft. A path must be known and writable; in a value without a path what is read-only is passed over and
 * what is unknown is noted. An operation of which nothing is known would change nothing and look done: it is refused.
 *
 * @throws ScimError 400 that names the path.
 */
export function applyOperation(
  type: ResourceType,
  draft: PatchDraft,
  { operation, path, value }: PatchOperation,
): void {
  if (path === undefined) {
    requireKnown(type, draft, applyObject(type, draft, operation, value));
    return;
  }
  const target = findPatchTarget(type, parsePath(path), draft.tolerate);
  if (target === undefined) throw invalidPath(`${type.name} has no attribute ${path}. See /Schemas for what it has.`);
  if (target.kind === 'attribute') {
    if (isReadOnly(target)) {
      throw new ScimError(400, `${path} is read-only. Leave the operation out.`, { scimType: 'mutability' });
    }
    const unknown = listUnknown(target, value);
    if (unknown.length > 0) throw noneOfThese(path, unknown);
  }
  requireKnown(type, draft, applyTarget(type, draft, operation, target, value));
}

/** What became of the names in a value. */
interface Reading {
  readonly known: number;
  readonly unknown: readonly string[];
}

/** `{"op": "replace", "value": {"active": false}}`: each key is a path of its own, within `schema` where one is given. */
function applyObject(
  type: ResourceType,
  draft: PatchDraft,
  operation: Operation,
  value: Json | undefined,
  schema?: string,
): Reading {
  if (operation === 'remove') {
    throw new ScimError(400, 'remove needs a "path" that says what to remove.', { scimType: 'noTarget' });
  }
  if (!isJsonObject(value)) {
    throw invalidValue(
      `Without a "path" the value must be an object of attributes, but ${describeJson(value ?? null)} was sent.`,
    );
  }
  const prefix = schema === undefined ? '' : `${schema}:`;
  const unknown: string[] = [];
  let known = 0;
  for (const [name, inner] of Object.entries(value)) {
    const path = `${prefix}${name}`;
    const target = findTarget(type, path);
    const parts = target?.kind === 'attribute' ? listUnknown(target, inner) : [];
    if (target === undefined) unknown.push(path);
    else if (parts.length > 0) unknown.push(...parts.map((part) => `${path}.${part}`));
    else if (target.kind === 'attribute' && isReadOnly(target)) {
      known += 1;
      draft.tolerate('patch-read-only', `${path} is read-only. Leave it out.`);
    } else {
      if (target.kind === 'attribute' && /[.:[]/.test(name)) {
        draft.tolerate('path-as-key', `${name} is a path and stands as a name in the value. Send it as "path".`);
      }
      const reading = applyTarget(type, draft, operation, target, inner);
      known += reading.known;
      unknown.push(...reading.unknown);
    }
  }
  return { known, unknown };
}

function requireKnown({ name }: ResourceType, draft: PatchDraft, { known, unknown }: Reading): void {
  if (known === 0 && unknown.length > 0) throw noneOfThese(name, unknown);
  for (const path of unknown) {
    draft.tolerate('unknown-attribute', `${path} is unknown. See /Schemas for what there is.`);
    draft.ignored.add(path);
  }
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
): Reading {
  switch (target.kind) {
    case 'resource':
      return applyObject(type, draft, operation, value, type.schema.id);
    case 'extension':
      if (operation !== 'remove' && value !== null) {
        return applyObject(type, draft, operation, value, target.schema.id);
      }
      draft.attributes = writeValue(draft.attributes, [target.schema.id], undefined);
      return { known: 1, unknown: [] };
    case 'attribute':
      applyAttribute(draft, operation, target, value);
      return { known: 1, unknown: [] };
  }
}

/** A member without an id has an error of its own. */
function listUnknown(
  { path: { attribute }, subAttribute }: Extract<PatchTarget, { kind: 'attribute' }>,
  value: Json | undefined,
): readonly string[] {
  return subAttribute || attribute.name === 'members' ? [] : listUnknownParts(attribute, value);
}

function applyAttribute(
  draft: PatchDraft,
  operation: Operation,
  { path, filter, subAttribute }: Extract<PatchTarget, { kind: 'attribute' }>,
  value: Json | undefined,
): void {
  const { attribute, names } = path;
  if (operation === 'remove' && (value ?? null) !== null) {
    const detail = `remove has a "value", which has no meaning there. Choose by a filter: ${attribute.name}[value eq "…"].`;
    draft.tolerate('remove-with-value', detail);
  }
  const patch: AttributePatch = {
    operation,
    attribute,
    ...(filter && { filter }),
    ...(subAttribute && { subAttribute }),
    ...(value !== undefined && { value }),
    notes: { path: names.join(':'), ignored: draft.ignored, tolerate: draft.tolerate },
    budget: draft.budget,
  };
  if (isPassword(attribute)) {
    if (operation !== 'remove' && (value ?? null) !== null) draft.password = value ?? null;
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

function noneOfThese(place: string, names: readonly string[]): ScimError {
  const shown = names.slice(0, 5).map((name) => name.slice(0, 100));
  return invalidPath(`${place} has none of these attributes: ${shown.join(', ')}. See /Schemas for what it has.`);
}

function invalidPath(detail: string): ScimError {
  return new ScimError(400, detail, { scimType: 'invalidPath' });
}
