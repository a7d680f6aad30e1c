import { originOf } from '../origin.js';
import type { Commit } from '../resource-store.js';
import type { DirectoryState, StoredResource } from './directory-state.js';
import type { MemoryState } from './memory-state.js';
import { moveMemberships } from './stored-membership.js';

/**
 * Links of whom this new resource was, by the client's externalId, become its own, with their memberships: the last one deleted first.
 * Of what was another's when it was deleted, an externalId from before proves nothing.
 */
export function moveLinksOfReturner(
  state: MemoryState,
  directory: DirectoryState,
  returner: StoredResource,
  commit: Commit,
): void {
  const { client } = commit.scope;
  const origin = originOf(commit);
  const externalId = returner.externalIds.get(client);
  if (externalId === undefined) return;
  const { type, id } = returner.record;
  const taken = new Set<string>();
  for (const former of [...directory.trash.values()].reverse()) {
    if (former.record.type !== type || former.record.owner !== client) continue;
    if (former.externalIds.get(client) !== externalId) continue;
    for (const stored of state.links.values()) {
      const { origin: _, ...link } = stored.link;
      if (link.resourceId !== former.record.id || link.directory !== commit.scope.directory) continue;
      if (taken.has(link.application)) continue;
      taken.add(link.application);
      const moved = {
        attempts: 0,
        leaver: false,
        revision: link.revision + 1,
        resourceId: id,
        ...(origin && { origin }),
      };
      state.links.set(link.id, { ...stored, link: { ...link, ...moved } });
      moveMemberships(state, link.application, { from: former.record.id, to: id });
    }
  }
}
