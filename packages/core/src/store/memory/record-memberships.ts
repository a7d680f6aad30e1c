import type { Link } from '../link.js';
import type { Membership, MembershipResult } from '../membership-store.js';
import type { MemoryState } from './memory-state.js';
import { keyOfMembership, listMemberships, saveMembership } from './stored-membership.js';

/** What was learned about members of this group; of one that was touched meanwhile it is not final. */
export function recordMemberships(
  state: MemoryState,
  { application, resourceId: group }: Pick<Link, 'application' | 'resourceId'>,
  results: readonly MembershipResult[] | 'forget',
): void {
  if (results === 'forget') {
    for (const membership of listMemberships(state, application, (each) => each.group === group)) {
      state.memberships.delete(keyOfMembership(application, membership));
    }
    return;
  }
  for (const { member, revision, now } of results) {
    const key = keyOfMembership(application, { group, member });
    const known = state.memberships.get(key)?.membership;
    if (known === undefined) continue;
    const isFinal = known.revision === revision;
    if (isFinal && now === 'forget') state.memberships.delete(key);
    else saveMembership(state, application, merge(known, now, isFinal));
  }
}

const gone: Exclude<MembershipResult['now'], 'forget'> = { agreed: 'out', open: true };

function merge({ group, member, revision }: Membership, now: MembershipResult['now'], isFinal: boolean): Membership {
  const { agreed, accountId, open, lateUntil } = now === 'forget' ? gone : now;
  return {
    group,
    member,
    agreed,
    open: open || !isFinal,
    revision,
    ...(accountId !== undefined && { accountId }),
    ...(lateUntil !== undefined && { lateUntil }),
  };
}
