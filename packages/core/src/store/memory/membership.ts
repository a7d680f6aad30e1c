import type { Commit } from '../resource-store.js';
import type { DirectoryState } from './directory-state.js';

/** Which rows a commit really adds and removes. */
export interface MemberDelta {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

export function planMembers(directory: DirectoryState, group: string, members: Commit['members']): MemberDelta {
  if (members === undefined) return { added: [], removed: [] };
  const present = directory.members.get(group) ?? new Set<string>();
  const wanted = new Set('replace' in members ? members.replace : members.add);
  const unwanted = 'replace' in members ? [...present].filter((value) => !wanted.has(value)) : members.remove;
  return {
    added: [...wanted].filter((value) => !present.has(value)),
    removed: [...new Set(unwanted)].filter((value) => present.has(value)),
  };
}

export function addMember(directory: DirectoryState, group: string, value: string): void {
  setOf(directory.members, group).add(value);
  setOf(directory.memberships, value).add(group);
}

export function removeMember(directory: DirectoryState, group: string, value: string): void {
  directory.members.get(group)?.delete(value);
  directory.memberships.get(value)?.delete(group);
}

/** A member moves the version of its group. */
export function touchGroup(directory: DirectoryState, id: string, at: string): void {
  const group = directory.resources.get(id);
  if (!group) return;
  const record = { ...group.record, version: group.record.version + 1, lastModified: at };
  directory.resources.set(id, { ...group, record });
}

/** The living groups that name this member. */
export function findGroupsOf(directory: DirectoryState, value: string): readonly string[] {
  return [...(directory.memberships.get(value) ?? [])].filter((group) => directory.resources.has(group)).sort();
}

function setOf(sets: Map<string, Set<string>>, key: string): Set<string> {
  const set = sets.get(key) ?? new Set<string>();
  sets.set(key, set);
  return set;
}
