import type { Restore, RestoreOutcome } from '../resource-store.js';
import type { DirectoryState, StoredResource } from './directory-state.js';
import { addMember, touchGroup } from './membership.js';
import { addJournalLine, addMark, type MemoryState, openDirectory } from './memory-state.js';
import { toRecord } from './to-record.js';
import { listUniqueKeys } from './unique-keys.js';

export function restoreResource(state: MemoryState, { scope, type, id, unique, journal }: Restore): RestoreOutcome {
  const directory = openDirectory(state, scope.directory);
  const trashed = directory.trash.get(id);
  if (trashed?.record.type !== type) return { kind: 'absent' };
  const conflict = findConflict(directory, trashed, unique);
  if (conflict) return { kind: 'taken', ...conflict, holder: toRecord(conflict.holder, scope.client) };

  const at = new Date(state.now()).toISOString();
  const { version } = trashed.record;
  const record = { ...trashed.record, version: version + 1, lastModified: at };
  const stored = { record, externalIds: trashed.externalIds, ...(unique && { unique }) };
  directory.trash.delete(id);
  directory.resources.set(id, stored);
  for (const { key } of listUniqueKeys(type, record.attributes, unique)) directory.uniqueKeys.set(key, id);
  for (const group of trashed.memberOf) {
    if (!directory.resources.has(group) && !directory.trash.has(group)) continue;
    addMember(directory, group, id);
    touchGroup(directory, group, at);
  }
  addMark(state, scope, { type, id, reach: 'self' });
  if (type === 'Group') addMark(state, scope, { type, id, reach: 'members' });
  addJournalLine(state, journal);
  return { kind: 'restored', record: toRecord(stored, scope.client) };
}

function findConflict(directory: DirectoryState, { record, externalIds }: StoredResource, unique: Restore['unique']) {
  for (const { attribute, key } of listUniqueKeys(record.type, record.attributes, unique)) {
    const holder = directory.resources.get(directory.uniqueKeys.get(key) ?? '');
    if (holder) return { attribute, holder };
  }
  for (const holder of directory.resources.values()) {
    if (holder.record.type !== record.type) continue;
    for (const [client, externalId] of externalIds)
      if (holder.externalIds.get(client) === externalId) return { attribute: 'externalId', holder };
  }
  return undefined;
}
