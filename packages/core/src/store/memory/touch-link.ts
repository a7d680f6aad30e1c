import type { Link } from '../link.js';
import type { LinkStore, TouchedResource } from '../link-store.js';
import { type MemoryState, nextId } from './memory-state.js';
import { earlierOf } from './stored-link.js';

type Touch = Parameters<LinkStore['touch']>;

export function touchLink(state: MemoryState, target: Touch[0], resource: TouchedResource, options: Touch[2]): void {
  const stored = [...state.links.values()].find(
    ({ link }) => link.application === target.application && link.resourceId === resource.id,
  );
  if (!stored && options.onlyExisting) return;
  const { dueAt: formerDueAt, origin: _, ...link } = stored?.link ?? createLink(state, target, resource);
  const dueAt = earlierOf(formerDueAt, options.dueAt);
  const { label, leaver, origin } = resource;
  const leftAt = link.leftAt ?? (link.accountId === undefined ? undefined : resource.leftAt);
  const touched: Link = {
    ...link,
    label,
    leaver,
    ...(leftAt !== undefined && { leftAt }),
    ...(origin !== undefined && { origin }),
    attempts: 0,
    stale: true,
    revision: link.revision + 1,
    ...(dueAt !== undefined && { dueAt }),
  };
  state.links.set(link.id, { ...stored, link: touched });
}

function createLink(state: MemoryState, target: Touch[0], { id, type, label, leaver }: TouchedResource): Link {
  return {
    id: nextId(state),
    application: target.application,
    directory: target.directory,
    type,
    resourceId: id,
    state: 'new',
    label,
    leaver,
    attempts: 0,
    stale: true,
    revision: 0,
  };
}
