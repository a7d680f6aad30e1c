import type { LinkStore } from '../link-store.js';
import { compareDueTimes, isLeased, type StoredLink } from './stored-link.js';

/** The links that a claim takes, with its lease on them. */
export function claimLinks(
  links: readonly StoredLink[],
  { now, limit, lease, resourceIds, fewestAttempts }: Parameters<LinkStore['claim']>[1],
): readonly StoredLink[] {
  const isWanted = ({ link }: StoredLink) =>
    resourceIds ? resourceIds.includes(link.resourceId) : link.dueAt !== undefined && link.dueAt <= now;
  return links
    .filter((stored) => isWanted(stored) && !isLeased(stored, now))
    .sort((a, b) => (fewestAttempts ? a.link.attempts - b.link.attempts : 0) || compareUrgency(a, b))
    .slice(0, limit)
    .map(({ link }) => ({ link, lease: { token: lease.token, until: now + lease.milliseconds } }));
}

function compareUrgency({ link: a }: StoredLink, { link: b }: StoredLink): number {
  return Number(b.leaver) - Number(a.leaver) || compareDueTimes(a.dueAt, b.dueAt) || (a.id < b.id ? -1 : 1);
}
