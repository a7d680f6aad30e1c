import type { DirectoryState, StoredResource } from './directory-state.js';
import { findGroupsOf, removeMember } from './membership.js';
import { listUniqueKeys } from './unique-keys.js';

/** The resource leaves every group, its names become free, and its own member rows wait for the `members` mark. */
export function moveToTrash(directory: DirectoryState, stored: StoredResource, at: string): void {
  const { type, id, attributes } = stored.record;
  for (const { key } of listUniqueKeys(type, attributes)) directory.uniqueKeys.delete(key);
  for (const group of findGroupsOf(directory, id)) touchGroup(directory, group, at);
  for (const group of [...(directory.memberships.get(id) ?? [])]) removeMember(directory, group, id);
  directory.resources.delete(id);
  directory.trash.set(id, stored);
}

function touchGroup(directory: DirectoryState, id: string, at: string): void {
  const group = directory.resources.get(id);
  if (!group) return;
  const record = { ...group.record, version: group.record.version + 1, lastModified: at };
  directory.resources.set(id, { ...group, record });
}
