import type { HandOver, OwnedCount } from '../resource-store.js';
import { countOwned } from './count-owned.js';
import type { StoredResource } from './directory-state.js';
import { addJournalLine, addMark, type MemoryState, openDirectory } from './memory-state.js';

export function handOver(state: MemoryState, { directory, from, to, only, actor }: HandOver): readonly OwnedCount[] {
  const { resources, trash } = openDirectory(state, directory);
  const handed: StoredResource[] = [];
  for (const stored of resources.values()) {
    const { id, type, owner, version } = stored.record;
    if (owner !== from || (only && (only.type !== type || only.id !== id))) continue;
    const { overruled: _, ...record } = stored.record;
    const after = { ...stored, record: { ...record, owner: to, version: version + 1 } };
    resources.set(id, after);
    handed.push(after);
    addMark(state, { directory, client: to }, { type, id, reach: 'self' });
    const changes = { owner: { from, to } };
    addJournalLine(state, { actor, action: 'own', directory, resourceType: type, resourceId: id, changes });
  }
  if (only === undefined) for (const [id, row] of trash) if (row.record.owner === from) trash.set(id, passOn(row, to));
  return countOwned(handed);
}

function passOn<Row extends StoredResource>(row: Row, owner: string): Row {
  const { overruled: _, ...record } = row.record;
  return { ...row, record: { ...record, owner } };
}
