import type { Link } from '../link.js';
import type { LinkStore } from '../link-store.js';
import type { MemoryState } from './memory-state.js';
import { listMemberships, openMemberships } from './stored-membership.js';
import { touchLink } from './touch-link.js';

/** The account of this member changed: the groups that it belongs to, or did, look at it again. */
export function makeGroupsDue(
  state: MemoryState,
  { application, resourceId, origin }: Pick<Link, 'application' | 'resourceId' | 'origin'>,
  due: NonNullable<Parameters<LinkStore['record']>[3]['groupsDue']>,
): void {
  const memberships = listMemberships(state, application, ({ member }) => member === resourceId);
  openMemberships(state, application, memberships);
  const groups = new Set(memberships.map(({ group }) => group));
  for (const { link } of [...state.links.values()]) {
    if (link.application !== application || link.type !== 'Group' || !groups.has(link.resourceId)) continue;
    const { directory, resourceId: id, type, label, leaver } = link;
    const touched = { id, type, label, leaver, ...(origin !== undefined && { origin }) };
    touchLink(state, { application, directory }, touched, { ...due, onlyExisting: true });
  }
}
