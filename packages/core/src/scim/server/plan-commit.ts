import type { ResourceRecord } from '../../store/resource.js';
import type { Commit } from '../../store/resource-store.js';
import type { JsonObject } from '../json.js';
import type { ResourceType } from '../schema.js';
import { invalidValue } from '../scim-error.js';
import { uniqueValuesOf } from '../unique-values-of.js';
import type { Call } from './call.js';
import { describeChanges, describeMembers } from './describe-changes.js';
import { maskHidden } from './mask-hidden.js';
import { passwordOwner } from './password-taking.js';
import { requireFewMembers } from './require-few-members.js';
import { requireIndexable } from './require-indexable.js';
import { requireIndexableKeys } from './require-indexable-keys.js';
import { settleOverruled } from './settle-overruled.js';

/** What a request wants of a resource, before it is known whether that differs from what is there. */
export interface Intention {
  readonly action: 'create' | 'replace' | 'patch' | 'delete';
  /** Whole; absent with `delete`. */
  readonly attributes?: JsonObject;
  /** Absent: as it is. */
  readonly externalId?: string | null;
  readonly members?: Exclude<Commit['members'], undefined>;
  /** In clear; it is sealed with the commit. */
  readonly password?: string;
  /** The request itself says that the person is inactive, and does not only leave it so. */
  readonly leaves?: boolean;
  /** With `create`: of whom an application has an account already. */
  readonly link?: NonNullable<Commit['link']>;
}

/**
 * The write for an intention, as a value. Undefined: nothing would change.
 * @throws ScimError 400 for what no store could keep, and for a group that would contain itself
 */
export function planCommit(
  call: Call,
  resourceType: ResourceType,
  id: string,
  current: ResourceRecord | undefined,
  wanted: Intention,
): Commit | undefined {
  const type = resourceType.name;
  const { intention, overruled } = settleOverruled(call.actor, call.now(), current, wanted);
  const { action, attributes, externalId = current?.externalId, members, link } = intention;
  const password = sealPassword(call, type, id, wanted.password);
  if (members) {
    requireFewMembers(members, call.limits.members);
    refuseItself(id, members);
  }
  const after = attributes === undefined ? undefined : { attributes, externalId };
  const changes = describeChanges(current, after);
  if (attributes) requireIndexable(type, attributes, externalId, new Set(Object.keys(changes)));
  const documentChanged = action === 'create' || action === 'delete' || Object.keys(changes).length > 0;
  const isSilent = !documentChanged && (members === undefined || isNothing(members));
  if (isSilent && overruled === undefined && password === undefined) return undefined;
  const unique = attributes && uniqueValuesOf(resourceType, attributes);
  requireIndexableKeys(unique);
  // Roles and listings at the applications go by the group's name: a new one concerns everybody in it.
  const reachesMembers = type === 'Group' && (action === 'delete' || (action !== 'create' && 'displayName' in changes));
  return {
    scope: call.scope,
    type,
    id,
    expectVersion: current?.version ?? 0,
    ...(documentChanged && { resource: attributes ?? 'trash' }),
    ...(documentChanged && unique && { unique }),
    ...((externalId ?? undefined) !== current?.externalId && { externalId: externalId ?? null }),
    ...(overruled !== undefined && { overruled }),
    ...(members !== undefined && { members }),
    ...(link && { link }),
    ...(password && { password }),
    marks: [
      ...(documentChanged || password ? [{ type, id, reach: 'self' } as const] : []),
      ...(reachesMembers ? [{ type, id, reach: 'members' } as const] : []),
    ],
    journal: {
      actor: call.actor,
      action,
      directory: call.scope.directory,
      resourceType: type,
      resourceId: id,
      changes: {
        ...maskHidden(resourceType, changes),
        ...describeMembers(members),
        ...(password && { password: { from: null, to: '[redacted]' } }),
      },
      requestId: call.request.requestId,
    },
  };
}

/** With a revision of its own: whoever delivers an earlier one never wipes this one. */
function sealPassword(
  { scope, passwords, newId }: Call,
  type: string,
  id: string,
  password: string | undefined,
): Commit['password'] {
  if (passwords === undefined || password === undefined) return undefined;
  const sealed = passwords.seal(password, passwordOwner({ directory: scope.directory, type, id }));
  return { sealed, revision: newId(), applications: passwords.applications };
}

/** An explicit empty list is something: it empties the group. */
function isNothing(members: Exclude<Commit['members'], undefined>): boolean {
  return 'add' in members && members.add.length === 0 && members.remove.length === 0;
}

/** Whoever walks from groups to their members would never come to an end. A create cannot do it: its id is not known yet. */
function refuseItself(id: string, members: Exclude<Commit['members'], undefined>): void {
  const named = 'replace' in members ? members.replace : members.add;
  if (!named.includes(id)) return;
  throw invalidValue('A group cannot be a member of itself. Leave its own id out of the members.');
}
