import type { JournalLine } from '@linkspan/core';
import { nameOf } from './name-of.js';
import type { StoreHost } from './operator-host.js';
import { readTrash } from './read-trash.js';

/**
 * By id, what people call those whom lines of the journal are about: as in the directory, else as an application's link or the trash
 * remembers them. Whoever nobody remembers is absent.
 */
export async function readLabels(host: StoreHost, lines: readonly JournalLine[]): Promise<ReadonlyMap<string, string>> {
  const { store } = host;
  const labels = new Map<string, string>();
  const missing = new Set<string>();
  for (const { directory, resourceType, resourceId } of lines) {
    if (resourceId === '' || labels.has(resourceId) || missing.has(resourceId)) continue;
    const found = await store.resources.find({ directory, client: '' }, resourceType, resourceId);
    if (found === undefined) missing.add(resourceId);
    else labels.set(resourceId, nameOf(found));
  }
  const applications = new Set([...host.applications, ...lines.flatMap(({ application }) => application ?? [])]);
  for (const application of applications) {
    if (missing.size === 0) break;
    const query = { application, resourceIds: [...missing], limit: missing.size };
    for (const { resourceId, label } of await store.links.list(query)) {
      labels.set(resourceId, label);
      missing.delete(resourceId);
    }
  }
  for (const directory of host.directories) {
    if (missing.size === 0) break;
    for await (const { record } of readTrash(store.resources, { directory, client: '' })) {
      if (missing.delete(record.id)) labels.set(record.id, nameOf(record));
      if (missing.size === 0) break;
    }
  }
  return labels;
}
