/** What an application has of one member of one group, as far as it is ours to say. */
export interface Membership {
  /** The group's and the member's resource id. */
  readonly group: string;
  readonly member: string;
  /** `unknown`: a change was sent and its outcome is not recorded. */
  readonly agreed: 'in' | 'out' | 'unknown';
  /** Of the account that was put in, or is being put in or out. */
  readonly accountId?: string;
  /** It may differ from the directory. What is not open and `out` waits for the member's account. */
  readonly open: boolean;
  /** One more whenever it may differ: a result is final only if it is still the one that was seen. */
  readonly revision: number;
  /** Until when a change whose answer was lost may still be done there (milliseconds): then it is sent once more. */
  readonly lateUntil?: number;
}

export interface MembershipResult {
  readonly member: string;
  /** As it was seen. If it has moved, what is written here is written, but it stays open. */
  readonly revision: number;
  /** What there is to say of it now, absent keys cleared; `forget`: neither the directory nor the application has it any more. */
  readonly now: Pick<Membership, 'agreed' | 'accountId' | 'open' | 'lateUntil'> | 'forget';
}

/**
 * The port for memberships at applications: never a group as a whole, whose size has no bound, but what is open of it. Results are
 * written by `LinkStore.record`, under the lease of the group's link.
 */
export interface MembershipStore {
  /** These may differ: makes what is missing (`out`, revision 1), elsewhere revision + 1; open. */
  touch(application: string, pairs: readonly Pick<Membership, 'group' | 'member'>[]): Promise<void>;
  /** All of a group may differ. */
  touchGroup(application: string, group: string): Promise<void>;
  /** Of these members, by member and group. */
  listByMember(application: string, members: readonly string[]): Promise<readonly Membership[]>;
  /** Those that are open, or whose `lateUntil` has come; by member, from behind `after`. */
  listOpen(
    application: string,
    group: string,
    options: { readonly now: number; readonly after?: string; readonly limit: number },
  ): Promise<readonly Membership[]>;
  /** Those that are `in`, open or not; by member, from behind `after`. */
  listIn(
    application: string,
    group: string,
    options: { readonly after?: string; readonly limit: number },
  ): Promise<readonly Membership[]>;
  /** `waiting`: neither open nor in. */
  count(
    application: string,
    group: string,
  ): Promise<{ readonly in: number; readonly open: number; readonly waiting: number }>;
}
