import type { DirectoryState, StoredResource, TrashedRow } from './directory-state.js';
import { findGroupsOf, removeMember, touchGroup } from './membership.js';
import { listUniqueKeys } from './unique-keys.js';

/** The resource leaves every group, its names become free, and its own member rows stay: for its `members` mark, and for a restore. */
export function moveToTrash(
  directory: DirectoryState,
  stored: StoredResource,
  deletion: Pick<TrashedRow, 'seq' | 'deletedAt' | 'deletedBy'>,
): void {
  const { type, id, attributes } = stored.record;
  const memberOf = [...(directory.memberships.get(id) ?? [])];
  for (const { key } of listUniqueKeys(type, attributes, stored.unique)) directory.uniqueKeys.delete(key);
  for (const group of findGroupsOf(directory, id)) touchGroup(directory, group, deletion.deletedAt);
  for (const group of memberOf) removeMember(directory, group, id);
  directory.resources.delete(id);
  directory.trash.set(id, { ...stored, ...deletion, memberOf, membersSeen: false });
}
