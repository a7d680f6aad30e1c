import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../scim/json.js';
import { originOf } from '../origin.js';
import type { Mark } from '../resource.js';
import type { Commit } from '../resource-store.js';
import { addImportedLink } from './add-imported-link.js';
import type { DirectoryState, StoredResource } from './directory-state.js';
import { isAttributes } from './judge-commit.js';
import { addMember, type MemberDelta, planMembers, removeMember } from './membership.js';
import { writePassword } from './memory-password-store.js';
import { addJournalLine, addMark, type MemoryState, nextNumber } from './memory-state.js';
import { moveLinksOfReturner } from './move-links-of-returner.js';
import { moveToTrash } from './move-to-trash.js';
import { listUniqueKeys } from './unique-keys.js';

/** Carries out what `judgeCommit` let pass. */
export function applyCommit(
  state: MemoryState,
  directory: DirectoryState,
  commit: Commit,
  before: StoredResource | undefined,
): { readonly stored: StoredResource; readonly changed: boolean } {
  const at = new Date(state.now()).toISOString();
  if (before && commit.resource === 'trash') {
    moveToTrash(directory, before, { seq: nextNumber(state), deletedAt: at, deletedBy: commit.scope.client });
    return finish(state, commit, before, []);
  }

  const delta = planMembers(directory, commit.id, commit.members);
  const stored = describeResult(commit, before, at);
  if (before && !isChanged(before, stored, delta)) {
    const { overruled: _, ...record } = before.record;
    const noted = {
      ...before,
      record: { ...record, ...(stored.record.overruled && { overruled: stored.record.overruled }) },
    };
    directory.resources.set(commit.id, noted);
    return commit.password ? finish(state, commit, noted, []) : { stored: noted, changed: false };
  }

  directory.resources.set(commit.id, stored);
  replaceUniqueKeys(directory, before, stored);
  for (const value of delta.added) addMember(directory, commit.id, value);
  for (const value of delta.removed) removeMember(directory, commit.id, value);
  if (!before) moveLinksOfReturner(state, directory, stored, commit);
  if (!before && commit.link) addImportedLink(state, commit, commit.link);
  return finish(state, commit, stored, [...delta.added, ...delta.removed].map(markOf(directory)));
}

function describeResult(commit: Commit, before: StoredResource | undefined, at: string): StoredResource {
  const attributes = isAttributes(commit.resource) ? structuredClone(commit.resource) : readAttributes(before);
  const externalIds = new Map(before?.externalIds);
  if (commit.externalId === null) externalIds.delete(commit.scope.client);
  else if (commit.externalId !== undefined) externalIds.set(commit.scope.client, commit.externalId);
  const unique = commit.unique ?? before?.unique;
  const overruled = commit.overruled === undefined ? before?.record.overruled : commit.overruled;
  return {
    record: {
      directory: commit.scope.directory,
      type: commit.type,
      id: commit.id,
      owner: before?.record.owner ?? commit.scope.client,
      version: (before?.record.version ?? 0) + 1,
      created: before?.record.created ?? at,
      lastModified: at,
      ...(attributes.active === false && { inactiveSince: before?.record.inactiveSince ?? at }),
      attributes,
      ...(overruled && { overruled: structuredClone(overruled) }),
    },
    externalIds,
    ...(unique && { unique }),
  };
}

function readAttributes(before: StoredResource | undefined): JsonObject {
  return before?.record.attributes ?? {};
}

function isChanged(before: StoredResource, after: StoredResource, delta: MemberDelta): boolean {
  return (
    delta.added.length + delta.removed.length > 0 ||
    !isDeepStrictEqual(before.record.attributes, after.record.attributes) ||
    !isDeepStrictEqual(before.externalIds, after.externalIds)
  );
}

function replaceUniqueKeys(directory: DirectoryState, before: StoredResource | undefined, after: StoredResource): void {
  const { type, id, attributes } = after.record;
  for (const { key } of listUniqueKeys(type, readAttributes(before), before?.unique)) directory.uniqueKeys.delete(key);
  for (const { key } of listUniqueKeys(type, attributes, after.unique)) directory.uniqueKeys.set(key, id);
}

/** A user is reached by what they join or leave; a group concerns whoever is within it. */
function markOf(directory: DirectoryState): (id: string) => Mark {
  return (id) => {
    const type = directory.resources.get(id)?.record.type ?? 'User';
    return { type, id, reach: type === 'Group' ? 'members' : 'self' };
  };
}

function finish(state: MemoryState, commit: Commit, stored: StoredResource, memberMarks: readonly Mark[]) {
  for (const mark of [...commit.marks, ...memberMarks]) addMark(state, commit.scope, mark, originOf(commit));
  addJournalLine(state, commit.journal);
  writePassword(state, commit);
  return { stored, changed: true };
}
