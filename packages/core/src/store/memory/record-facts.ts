import type { Link, LinkFacts } from '../link.js';
import type { LinkStore } from '../link-store.js';
import type { StoredLink } from './stored-link.js';

type Release = Parameters<LinkStore['record']>[3]['release'];

/** What the lease's holder learned; when it lets go of a link that was touched meanwhile, the touch decides when it is due. */
export function recordFacts(stored: StoredLink, revision: number, facts: LinkFacts, release: Release): StoredLink {
  const link = mergeFacts(stored.link, facts);
  if (!release) return { ...stored, link };
  if (link.revision !== revision) return { link };
  const { dueAt: _, look, ...settled } = link;
  const { dueAt, attempts, stale = false, looked } = release;
  const kept = looked || look === undefined ? {} : { look };
  return { link: { ...settled, ...kept, attempts, stale, ...(dueAt !== undefined && { dueAt }) } };
}

function mergeFacts(link: Link, facts: LinkFacts): Link {
  const { id, application, directory, type, resourceId, state, label, revision, leaver, attempts, stale } = link;
  const required = {
    id,
    application,
    directory,
    type,
    resourceId,
    revision,
    leaver,
    attempts,
    stale,
  };
  const merged = Object.entries({ ...link, ...structuredClone(facts) });
  const known: Partial<Link> = Object.fromEntries(merged.filter(([, value]) => value !== null && value !== undefined));
  return { state, label, ...known, ...required };
}
