import type { Membership, MembershipStore } from '../membership-store.js';
import type { MemoryState } from './memory-state.js';
import { keyOfMembership, listMemberships, openMemberships } from './stored-membership.js';

export function createMemoryMembershipStore(state: MemoryState): MembershipStore {
  return {
    async touch(application, pairs) {
      for (const { group, member } of pairs) {
        const stored = state.memberships.get(keyOfMembership(application, { group, member }));
        const missing = { group, member, agreed: 'out', open: true, revision: 0 } as const;
        openMemberships(state, application, [stored?.membership ?? missing]);
      }
    },
    async touchGroup(application, group) {
      const ofGroup = listMemberships(state, application, (membership) => membership.group === group);
      openMemberships(state, application, ofGroup);
    },
    async listByMember(application, members) {
      return listMemberships(state, application, ({ member }) => members.includes(member));
    },
    async listOpen(application, group, { now, after = '', limit }) {
      return listMemberships(
        state,
        application,
        ({ open, lateUntil = Number.POSITIVE_INFINITY, ...membership }) =>
          membership.group === group && membership.member > after && (open || lateUntil <= now),
      ).slice(0, limit);
    },
    async listIn(application, group, { after = '', limit }) {
      const isIn = (membership: Membership) =>
        membership.group === group && membership.member > after && membership.agreed === 'in';
      return listMemberships(state, application, isIn).slice(0, limit);
    },
    async count(application, group) {
      const counts = { in: 0, open: 0, waiting: 0 };
      for (const { agreed, open } of listMemberships(state, application, (membership) => membership.group === group)) {
        if (agreed === 'in') counts.in += 1;
        else if (!open) counts.waiting += 1;
        if (open) counts.open += 1;
      }
      return counts;
    },
  };
}
