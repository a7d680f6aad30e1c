import type { Lease, Link, LinkFacts, LinkState } from './link.js';
import type { JournalEntry } from './resource.js';

export interface TouchedResource {
  readonly id: string;
  readonly type: string;
  readonly label: string;
  readonly leaver: boolean;
}

export interface LinkQuery {
  readonly application: string;
  readonly states?: readonly LinkState[];
  readonly resourceIds?: readonly string[];
  readonly after?: string;
  readonly limit: number;
}

/** The port for links. Times are milliseconds, given by the caller, so that tests own the clock. */
export interface LinkStore {
  /**
   * The resources may differ in this application: makes missing links (`new`), revision + 1, attempts 0, and due at `dueAt` or
   * earlier where they already were; `undefined` leaves them stale, not due. For resources in `existing: true` no link is made.
   */
  touch(
    target: { readonly application: string; readonly directory: string },
    resources: readonly TouchedResource[],
    options: { readonly dueAt?: number; readonly onlyExisting?: boolean },
  ): Promise<void>;

  /** Takes due links whose lease is free or expired, leavers first, then by time. `resourceIds` takes these whether due or not. */
  claim(
    application: string,
    options: {
      readonly now: number;
      readonly limit: number;
      readonly lease: Lease;
      readonly resourceIds?: readonly string[];
    },
  ): Promise<readonly Link[]>;

  /** Prolongs every lease with this token. Links not found any more were lost to a successor. */
  renew(application: string, options: { readonly now: number; readonly lease: Lease }): Promise<void>;

  /**
   * Writes what a step learned, and the journal's line, in one transaction. `false`: the lease was lost, and nothing was written.
   * `release` ends the lease; then, if the revision is still the one given, the link is due at `dueAt` (absent: not due) with
   * `attempts`; if it has moved, the link keeps being due as `touch` left it.
   */
  record(
    link: Pick<Link, 'id' | 'revision'>,
    lease: Lease,
    facts: LinkFacts,
    options: {
      readonly journal?: JournalEntry;
      readonly release?: { readonly dueAt?: number; readonly attempts: number };
    },
  ): Promise<boolean>;

  find(application: string, resourceId: string): Promise<Link | undefined>;
  /** The link that holds this account, whatever its state. */
  findByAccount(application: string, accountId: string): Promise<Link | undefined>;
  /** By id, from `after`. */
  list(query: LinkQuery): Promise<readonly Link[]>;
  countByState(application: string): Promise<Readonly<Partial<Record<LinkState, number>>> & { readonly due?: number }>;
  /** When the next unleased link is due; `undefined`: none is. */
  nextDue(application: string): Promise<number | undefined>;
  /** After an outage: links that wait because the application was unavailable become due at `now`. */
  hasten(application: string, now: number): Promise<void>;
  /** Ends every lease of tokens made by a process that is known to be gone. Embedded start only. */
  freeLeases(): Promise<void>;
}
