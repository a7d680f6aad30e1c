import type { Link, LinkFacts } from '../store/link.js';
import type { LinkStore } from '../store/link-store.js';
import type { Runtime } from './runtime.js';
import type { Step } from './step.js';
import { openMembers } from './touch-members.js';

export type Recorded = Pick<Step, 'facts' | 'journal' | 'memberships'>;

/** What is recorded with a step's facts: of whoever has another account now, the groups are due; of a group without one, nothing is left. */
export function besides(
  runtime: Runtime,
  link: Link,
  { facts, journal, memberships }: Recorded,
): Pick<Parameters<LinkStore['record']>[3], 'journal' | 'memberships' | 'groupsDue'> {
  const moved = isMoved(link, facts);
  const automatic = runtime.application.policy.automatic !== false;
  const lost = link.type === 'Group' && moved && facts.accountId === null;
  return {
    ...(journal && { journal }),
    ...(lost ? { memberships: 'forget' as const } : memberships && { memberships }),
    ...(moved && hasGroups(runtime) && { groupsDue: automatic ? { dueAt: runtime.now() } : {} }),
  };
}

/** Whoever is in a group that has an account only now is put in; again and again, as often as this is broken off. */
export async function beforeRecord(runtime: Runtime, link: Link, facts: LinkFacts): Promise<void> {
  if (link.type === 'Group' && isMoved(link, facts) && facts.accountId !== null)
    await openMembers(runtime, link.resourceId);
}

/** One that was gone and is there again is another one, too: what it was in there, nobody knows. */
function isMoved({ accountId, goneSince }: Link, facts: LinkFacts): boolean {
  const isBack = goneSince !== undefined && facts.goneSince === null;
  return facts.accountId !== undefined && ((facts.accountId ?? undefined) !== accountId || isBack);
}

function hasGroups({ type, groups }: Runtime): boolean {
  return type === 'Group' || groups !== undefined;
}
