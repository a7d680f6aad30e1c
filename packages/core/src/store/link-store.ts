import type { Lease, Link, LinkFacts, LinkState } from './link.js';
import type { Look } from './look.js';
import type { MembershipResult } from './membership-store.js';
import type { Origin } from './origin.js';
import type { JournalEntry } from './resource.js';

export interface TouchedResource {
  readonly id: string;
  readonly type: string;
  readonly label: string;
  readonly leaver: boolean;
  /** Of a leaver: when the directory said so. Becomes `leftAt`, where the link has an account and no such time. */
  readonly leftAt?: number;
  /** Of the change that this comes from. */
  readonly origin?: Origin;
}

export interface LinkQuery {
  readonly application: string;
  /** `User` or `Group`. An account's id says nothing without it: vendors count people and groups apart. */
  readonly type?: string;
  readonly states?: readonly LinkState[];
  readonly resourceIds?: readonly string[];
  /** Only those that a person should see: with a `reason`, a `lastError`, something `withheld`, a `hold`, or `back`. */
  readonly needsAttention?: true;
  readonly stale?: true;
  /** Only those that a guard holds, or held and a person rejected. */
  readonly held?: true;
  readonly accountIds?: readonly string[];
  /** Whose resource is not in the directory (any more). */
  readonly orphaned?: true;
  /** With a `leftAt` and without a `closedAt`. */
  readonly leaving?: true;
  readonly after?: string;
  readonly limit: number;
}

/** The port for links. Times are milliseconds, given by the caller, so that tests own the clock. */
export interface LinkStore {
  /**
   * The resources may differ in this application: makes missing links (`new`, revision 1), elsewhere revision + 1; attempts 0,
   * label, leaver and origin as given, stale, the state stays, and due at `dueAt` or earlier where they already were. Without `dueAt` their time
   * stays as it is: what was not due is stale, not due. With `onlyExisting` no link is made.
   */
  touch(
    target: { readonly application: string; readonly directory: string },
    resources: readonly TouchedResource[],
    options: { readonly dueAt?: number; readonly onlyExisting?: boolean },
  ): Promise<void>;

  /**
   * These accounts may have changed: the links that hold them get the word (`mergeLooks` with what is there), revision + 1, attempts 0, and
   * are due at `dueAt` or earlier where they already were; nothing else moves. Resolves with the accounts that no link holds.
   */
  look(
    target: { readonly application: string; readonly type: string },
    looks: readonly { readonly accountId: string; readonly look: Look }[],
    dueAt: number,
  ): Promise<readonly string[]>;

  /**
   * Takes due links whose lease is free or expired: leavers first, then by `dueAt` (absent last), then by id. `resourceIds` takes
   * these and no others, whether due or not; `fewestAttempts` puts those first that have failed least, whoever they are, so that a probe
   * does not ask the same unlucky one again and again. No link is ever handed to two leases at once.
   */
  claim(
    application: string,
    options: {
      readonly now: number;
      readonly limit: number;
      readonly lease: Lease;
      readonly resourceIds?: readonly string[];
      readonly fewestAttempts?: true;
    },
  ): Promise<readonly Link[]>;

  /** Prolongs the lease of those of these links (by `Link.id`) that it still holds. */
  renew(
    application: string,
    options: { readonly now: number; readonly lease: Lease; readonly links: readonly string[] },
  ): Promise<void>;

  /**
   * Writes what a step learned, and the journal's line, in one transaction. `false`: the lease was lost, and nothing was written.
   * `release` ends the lease; then, if the revision is still the one given, the link is due at `dueAt` (absent: not due) with
   * `attempts`, and stale no more unless `stale` says so, and with `looked` its `look` is gone; if it has moved, the facts are written and the link keeps being due as `touch` left it. Only the token decides
   * whether a lease was lost: an expired one that nobody else took still holds.
   */
  record(
    link: Pick<Link, 'id' | 'revision'>,
    lease: Lease,
    facts: LinkFacts,
    options: {
      readonly journal?: JournalEntry;
      readonly release?: {
        readonly dueAt?: number;
        readonly attempts: number;
        readonly stale?: true;
        readonly looked?: true;
      };
      readonly memberships?: readonly MembershipResult[] | 'forget';
      /** Of a member whose account changed: its memberships open, and their groups' links are touched, with the origin that its link has by now. */
      readonly groupsDue?: { readonly dueAt?: number };
    },
  ): Promise<boolean>;

  find(application: string, resourceId: string): Promise<Link | undefined>;
  /** The link of this type that holds this account, whatever its state. */
  findByAccount(application: string, type: string, accountId: string): Promise<Link | undefined>;
  /** By id, from `after`. */
  list(query: LinkQuery): Promise<readonly Link[]>;
  /** Of one type, or of all. `due` counts the links that have a `dueAt`, passed or to come; what is 0 is absent. */
  countByState(
    application: string,
    type?: string,
  ): Promise<Readonly<Partial<Record<LinkState, number>>> & { readonly due?: number }>;
  /**
   * When `claim` would next find a link: the earliest `dueAt`, where a leased link counts from the end of its lease (so that the
   * work of a process that died is taken up). `undefined`: nothing is due.
   */
  nextDue(application: string): Promise<number | undefined>;
  /**
   * After an outage: links with one of these `errorKind`s that are due later become due at `now`; with `parked` those of them that are
   * parked and not due, too. `attemptsBelow` leaves out whoever fails again and again.
   */
  hasten(
    application: string,
    now: number,
    which: { readonly errorKinds: readonly string[]; readonly attemptsBelow?: number; readonly parked?: true },
  ): Promise<void>;
}
