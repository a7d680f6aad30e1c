import type { Membership } from '../membership-store.js';
import type { MemoryState } from './memory-state.js';

export interface StoredMembership {
  readonly application: string;
  readonly membership: Membership;
}

type Pair = Pick<Membership, 'group' | 'member'>;

export function keyOfMembership(application: string, { group, member }: Pair): string {
  return JSON.stringify([application, group, member]);
}

export function saveMembership(state: MemoryState, application: string, membership: Membership): void {
  state.memberships.set(keyOfMembership(application, membership), { application, membership });
}

export function listMemberships(
  state: MemoryState,
  application: string,
  isWanted: (membership: Membership) => boolean,
): readonly Membership[] {
  return [...state.memberships.values()]
    .filter((stored) => stored.application === application && isWanted(stored.membership))
    .map(({ membership }) => membership)
    .sort((a, b) => compare(a.member, b.member) || compare(a.group, b.group));
}

export function openMemberships(state: MemoryState, application: string, memberships: readonly Membership[]): void {
  for (const membership of memberships) saveMembership(state, application, opened(membership));
}

/** Of the resource that came back as another one: as a group and as a member. */
export function moveMemberships(
  state: MemoryState,
  application: string,
  { from, to }: { readonly from: string; readonly to: string },
): void {
  const rename = (id: string) => (id === from ? to : id);
  for (const membership of listMemberships(state, application, ({ group, member }) => [group, member].includes(from))) {
    state.memberships.delete(keyOfMembership(application, membership));
    const { group, member } = membership;
    saveMembership(state, application, { ...opened(membership), group: rename(group), member: rename(member) });
  }
}

function opened(membership: Membership): Membership {
  return { ...membership, open: true, revision: membership.revision + 1 };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
