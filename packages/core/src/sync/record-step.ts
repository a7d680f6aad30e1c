import type { Lease, Link, LinkFacts } from '../store/link.js';
import type { LinkStore } from '../store/link-store.js';
import type { Runtime } from './runtime.js';
import type { Step } from './step.js';
import { openMembers } from './touch-members.js';

type Release = Parameters<LinkStore['record']>[3]['release'];

export type Recorded = Pick<Step, 'facts' | 'journal' | 'memberships'>;

/**
 * Records what a step learned with what follows for memberships: of whoever has another account now the groups are due; of a group without
 * one nothing is left; and whoever is in a group that has one only now is put in, again and again, as often as this is broken off. False:
 * the lease was lost.
 */
export async function recordStep(
  runtime: Runtime,
  link: Link,
  lease: Lease,
  { facts, journal, memberships, release }: Recorded & { readonly release?: Release },
): Promise<boolean> {
  const moved = isMoved(link, facts);
  const ofGroup = moved && link.type === 'Group';
  if (ofGroup && facts.accountId !== null) await openMembers(runtime, link.resourceId);
  const lost = ofGroup && facts.accountId === null;
  const automatic = runtime.application.policy.automatic !== false;
  return runtime.store.links.record(link, lease, facts, {
    ...(journal && { journal }),
    ...(lost ? { memberships: 'forget' as const } : memberships && { memberships }),
    ...(moved && hasGroups(runtime) && { groupsDue: automatic ? { dueAt: runtime.now() } : {} }),
    ...(release && { release }),
  });
}

/** One that was gone and is there again is another one, too: what it was in there, nobody knows. */
function isMoved({ accountId, goneSince }: Link, facts: LinkFacts): boolean {
  const isBack = goneSince !== undefined && facts.goneSince === null;
  return facts.accountId !== undefined && ((facts.accountId ?? undefined) !== accountId || isBack);
}

function hasGroups({ type, groups }: Runtime): boolean {
  return type === 'Group' || groups !== undefined;
}
