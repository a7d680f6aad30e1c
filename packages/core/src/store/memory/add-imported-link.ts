import type { Commit } from '../resource-store.js';
import { type MemoryState, nextId } from './memory-state.js';

/** The account that a new resource was found by is its account, unless it came back to one of its own there. */
export function addImportedLink(
  state: MemoryState,
  { scope, type, id }: Pick<Commit, 'scope' | 'type' | 'id'>,
  link: NonNullable<Commit['link']>,
): void {
  const others = [...state.links.values()].map((stored) => stored.link);
  if (others.some(({ application, resourceId }) => application === link.application && resourceId === id)) return;
  const linkId = nextId(state);
  const { directory } = scope;
  const settled = {
    state: 'linked',
    matchedBy: 'imported',
    revision: 1,
    stale: false,
    leaver: false,
    attempts: 0,
  } as const;
  state.links.set(linkId, {
    link: { ...settled, id: linkId, directory, type, resourceId: id, ...structuredClone(link) },
  });
}
