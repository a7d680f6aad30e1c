import type { Link, LinkState } from '../link.js';
import type { LinkQuery, LinkStore } from '../link-store.js';
import { claimLinks } from './claim-links.js';
import { lookAtLinks } from './look-at-links.js';
import { makeGroupsDue } from './make-groups-due.js';
import { addJournalLine, type MemoryState } from './memory-state.js';
import { recordFacts } from './record-facts.js';
import { recordMemberships } from './record-memberships.js';
import { earlierOf, type StoredLink } from './stored-link.js';
import { touchLink } from './touch-link.js';

export function createMemoryLinkStore(state: MemoryState): LinkStore {
  const linksOf = (application: string) =>
    [...state.links.values()].filter(({ link }) => link.application === application);
  const save = (stored: StoredLink) => state.links.set(stored.link.id, stored);

  return {
    async touch(target, resources, options) {
      for (const resource of resources) touchLink(state, target, resource, options);
    },
    async look(...parameters) {
      return lookAtLinks(state, parameters);
    },
    async claim(application, options) {
      const claimed = claimLinks(linksOf(application), options);
      claimed.forEach(save);
      return claimed.map(({ link }) => link);
    },
    async renew(application, { now, lease, links }) {
      for (const stored of linksOf(application)) {
        if (stored.lease?.token === lease.token && links.includes(stored.link.id)) {
          save({ ...stored, lease: { token: lease.token, until: now + lease.milliseconds } });
        }
      }
    },
    async record({ id, revision }, lease, facts, { journal, release, memberships, groupsDue }) {
      const stored = state.links.get(id);
      if (stored?.lease?.token !== lease.token) return false;
      const recorded = recordFacts(stored, revision, facts, release);
      save(recorded);
      if (memberships) recordMemberships(state, stored.link, memberships);
      if (groupsDue) makeGroupsDue(state, recorded.link, groupsDue);
      if (journal) addJournalLine(state, journal);
      return true;
    },
    async find(application, resourceId) {
      return linksOf(application).find(({ link }) => link.resourceId === resourceId)?.link;
    },
    async findByAccount(application, type, accountId) {
      return linksOf(application).find(({ link }) => link.type === type && link.accountId === accountId)?.link;
    },
    async list(query) {
      const matches = linksOf(query.application)
        .map(({ link }) => link)
        .filter(isAskedBy(query))
        .filter((link) => query.orphaned === undefined || !hasResource(state, link));
      return matches.sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, query.limit);
    },
    async countByState(application, type) {
      const counts: Partial<Record<LinkState | 'due', number>> = {};
      for (const { link } of linksOf(application)) {
        if (type !== undefined && link.type !== type) continue;
        counts[link.state] = (counts[link.state] ?? 0) + 1;
        if (link.dueAt !== undefined) counts.due = (counts.due ?? 0) + 1;
      }
      return counts;
    },
    async nextDue(application) {
      return linksOf(application).map(readClaimableTime).reduce(earlierOf, undefined);
    },
    async hasten(application, now, { errorKinds, attemptsBelow = Number.POSITIVE_INFINITY, parked }) {
      for (const stored of linksOf(application)) {
        const { dueAt, errorKind, attempts, state: linkState } = stored.link;
        if (errorKind === undefined || !errorKinds.includes(errorKind) || attempts >= attemptsBelow) continue;
        const waits = dueAt === undefined ? parked === true && linkState === 'parked' : dueAt > now;
        if (waits) save({ ...stored, link: { ...stored.link, dueAt: now } });
      }
    },
  };
}

function readClaimableTime({ link: { dueAt }, lease }: StoredLink): number | undefined {
  return dueAt === undefined || lease === undefined ? dueAt : Math.max(dueAt, lease.until);
}

function hasResource(state: MemoryState, { directory, resourceId, type }: Link): boolean {
  return state.directories.get(directory)?.resources.get(resourceId)?.record.type === type;
}

function isAskedBy(query: LinkQuery): (link: Link) => boolean {
  const { type, states, resourceIds, accountIds, after = '', needsAttention, stale, held, leaving } = query;
  return (link) =>
    link.id > after &&
    (type === undefined || link.type === type) &&
    (states === undefined || states.includes(link.state)) &&
    (resourceIds === undefined || resourceIds.includes(link.resourceId)) &&
    (accountIds === undefined || (link.accountId !== undefined && accountIds.includes(link.accountId))) &&
    (stale === undefined || link.stale) &&
    (held === undefined || link.hold !== undefined) &&
    (leaving === undefined || (link.leftAt !== undefined && link.closedAt === undefined)) &&
    (needsAttention === undefined || notesOf(link).some((note) => note !== undefined));
}

/** What a person should see. */
function notesOf({ reason, lastError, withheld, hold, back }: Link): readonly unknown[] {
  return [reason, lastError, withheld, hold, back];
}
