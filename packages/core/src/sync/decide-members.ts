import type { MemberRef } from '../connector/account.js';
import type { Link } from '../store/link.js';
import type { Membership, MembershipResult } from '../store/membership-store.js';

/** One member to be put in or taken out. */
export interface MemberChange {
  readonly membership: Membership;
  readonly ref: MemberRef;
  /** What the member is called in listings. */
  readonly label: string;
}

/** What is open of one group's members, as far as one call takes it. */
export interface MemberChanges {
  readonly add: readonly MemberChange[];
  readonly remove: readonly MemberChange[];
  /** What needs no call: it agrees, waits for an account, or is over. */
  readonly settled: readonly MembershipResult[];
  /** There is more than one call takes. */
  readonly more: boolean;
  /** The last member of them all. */
  readonly last?: string;
}

export const noMemberChanges: MemberChanges = { add: [], remove: [], settled: [], more: false };

export interface MembersInput {
  readonly open: readonly Membership[];
  readonly more: boolean;
  /** The resource ids of those that the directory has in the group now. */
  readonly wanted: ReadonlySet<string>;
  /** The members' own links at this application, by resource id. */
  readonly links: ReadonlyMap<string, Link>;
  /** The resource ids of those whose former account somebody has by now who is in the group: it stays in. */
  readonly handedOn: ReadonlySet<string>;
  /** Whether a group may stand in a group there. */
  readonly nested: boolean;
  readonly now: number;
}

/** Pure: what there is of these memberships and what should be → whom to put in and whom to take out. */
export function decideMembers({ open, more, wanted, links, handedOn, nested, now }: MembersInput): MemberChanges {
  const add: MemberChange[] = [];
  const remove: MemberChange[] = [];
  const settled: MembershipResult[] = [];
  for (const membership of open) {
    const { member, revision, accountId } = membership;
    const link = links.get(member);
    const type = link?.type === 'Group' ? 'Group' : 'User';
    const label = link?.label ?? member;
    const settle = (state: MembershipResult['now']) => settled.push({ member, revision, now: state });
    const agreed = agreedNow(membership, now);
    if (wanted.has(member)) {
      const account = accountOf(link, nested);
      if (isGone(link, accountId)) settle({ agreed: 'unknown', accountId, open: false });
      else if (account === undefined) settle({ agreed: 'out', open: false });
      else if (agreed === 'in' && accountId === account)
        settle({ agreed, accountId, open: false, ...late(membership) });
      else add.push({ membership, ref: { id: account, type }, label });
    } else if (agreed === 'out' || accountId === undefined || handedOn.has(member)) {
      settle('forget');
    } else {
      remove.push({ membership, ref: { id: accountId, type }, label });
    }
  }
  const last = open.at(-1)?.member;
  return { add, remove, settled, more, ...(last !== undefined && { last }) };
}

/** What was lost may be done after it was done again: once that is over, nobody knows. */
function agreedNow({ agreed, lateUntil }: Membership, now: number): Membership['agreed'] {
  return lateUntil !== undefined && lateUntil <= now ? 'unknown' : agreed;
}

function late({ lateUntil }: Membership): Pick<Membership, 'lateUntil'> {
  return lateUntil === undefined ? {} : { lateUntil };
}

/** A backup that brings the account back may bring it back into the group. */
function isGone(link: Link | undefined, accountId: string | undefined): accountId is string {
  return link?.goneSince !== undefined && link.accountId === accountId;
}

function accountOf(link: Link | undefined, nested: boolean): string | undefined {
  if (link === undefined || link.goneSince !== undefined) return undefined;
  return link.type === 'Group' && !nested ? undefined : link.accountId;
}

/** Before a call: nobody knows what becomes of it. */
export function doubted({ add, remove }: MemberChanges, until: number): readonly MembershipResult[] {
  return [...add, ...remove].map(({ membership: { member, revision }, ref }) => ({
    member,
    revision,
    now: { agreed: 'unknown', accountId: ref.id, open: true, lateUntil: until },
  }));
}

/**
 * After a no, which may have come when some of it was done: many vendors need a request for each member. What nobody knows is sent again;
 * nothing of it is under way.
 */
export function undoubted({ add, remove }: MemberChanges): readonly MembershipResult[] {
  return [...add, ...remove].map(({ membership, ref }) => ({
    member: membership.member,
    revision: membership.revision,
    now: { agreed: 'unknown', accountId: ref.id, open: true, ...late(membership) },
  }));
}

/** After a yes. What was lost before may still come: then it is sent once more. */
export function agreedUpon({ add, remove }: MemberChanges, now: number): readonly MembershipResult[] {
  const results: MembershipResult[] = [];
  for (const { membership, ref } of add) {
    const { member, revision } = membership;
    results.push({
      member,
      revision,
      now: { agreed: 'in', accountId: ref.id, open: false, ...lateStill(membership, now) },
    });
  }
  for (const { membership, ref } of remove) {
    const { member, revision } = membership;
    const still = lateStill(membership, now);
    const out = { agreed: 'out', accountId: ref.id, open: false, ...still } as const;
    results.push({ member, revision, now: still.lateUntil === undefined ? 'forget' : out });
  }
  return results;
}

function lateStill({ lateUntil }: Membership, now: number): Pick<Membership, 'lateUntil'> {
  return lateUntil !== undefined && lateUntil > now ? { lateUntil } : {};
}
