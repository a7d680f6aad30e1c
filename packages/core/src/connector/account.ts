import type { Json } from '../scim/json.js';

/** A record at the application's side. */
export interface Account {
  /** The vendor's, opaque to us. */
  readonly id: string;
  /** What proves that it is still the same account: WordPress log-in + registered_date, Drupal uuid. */
  readonly identity: string;
  /** By the rules' remote names; what could not be read is absent, never null. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly active?: boolean;
  /** Why nobody may touch it: service account, last administrator, uid 0 or 1. The core enforces it. */
  readonly protected?: string;
  /** It holds a role that can change other accounts: never adopted. */
  readonly privileged?: boolean;
  /** When it was made there, milliseconds: tells an account that our lost create made from one that stood before. */
  readonly created?: number;
  /** What `deactivate` must remember for `reactivate`, as of this reading. The core keeps it on the link before it calls. */
  readonly memo?: Json;
  /** After `deactivate`: what the account can still do because the vendor cannot close that door. Shown as "partly". */
  readonly remaining?: readonly string[];
}

/** The account as linked. `current` was read just before the call and proved to be the same account. */
export interface AccountRef {
  readonly id: string;
  readonly identity: string;
  readonly current: Account;
  readonly memo?: Json;
  /** For `reactivate`: values of fields that are sets, by remote name, that must not come back with the memo. */
  readonly without?: Readonly<Record<string, readonly unknown[]>>;
}

/** A member of a group there. Adding who is in, and removing who is out or gone, is done. */
export interface MemberRef {
  /** The account's. */
  readonly id: string;
  readonly type: 'User' | 'Group';
}

/** What differs between desired and agreed, by remote name. `added` and `removed` are for fields that are sets, such as roles and members. */
export interface Change {
  readonly set: Readonly<Record<string, unknown>>;
  readonly cleared: readonly string[];
  readonly added: Readonly<Record<string, readonly unknown[]>>;
  readonly removed: Readonly<Record<string, readonly unknown[]>>;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Opaque, survives JSON, resumes from any page; absent on the last page. */
  readonly next?: string;
  /** False where the vendor withheld or lost something: then nothing may be concluded from an absence. */
  readonly complete: boolean;
}

export interface RemoveOptions {
  /** The account that receives what the person owns; absent: the vendor's default, `undefined` refused where it has none. */
  readonly reassignTo?: string;
}

/** `deactivated`: the vendor blocked the account instead of removing it. */
export type Removal = { readonly kind: 'removed' } | { readonly kind: 'deactivated'; readonly account: Account };

/** What would be reassigned or lost with an account. */
export interface Owned {
  readonly count: number;
  /** In the plural: `posts and pages`. */
  readonly of: string;
  /** What could not be counted: `drafts, which the service account may not see`. Absent: nothing. */
  readonly uncounted?: string;
}
