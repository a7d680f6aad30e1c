import type { Json } from '../scim/json.js';
import type { Operation } from './link.js';

export type HaltKind = 'auth' | 'identity' | 'operator';

/** Which group a name in the configuration meant when it was first resolved: a renamed group keeps its role. */
export interface GroupBinding {
  readonly group: string;
  /** Its members' links have been touched since. */
  readonly expanded: boolean;
}

/** Where two-way sync stands with one type of an application's accounts. */
export interface BackState {
  /** Of the feed, where there is one. */
  readonly checkpoint?: string;
  /** All accounts have been listed once: whoever comes up since is new. */
  readonly baseline?: true;
  /** How it learned of changes last, and why not better. */
  readonly way?: 'feed' | 'listing';
  readonly reason?: string;
  /** When it last asked with success, and when it last listed everything. */
  readonly pulledAt?: number;
  readonly listedAt?: number;
  /** The failure counted last; absent once it has answered again. */
  readonly failure?: { readonly reason: string; readonly at: number; readonly times: number };
}

/** What is known of a configured application beside its links. Times are milliseconds. */
export interface ApplicationRecord {
  readonly name: string;
  /** Of mapping, roles, scope and leaving: when it moves, the whole directory is expanded again. */
  readonly fingerprint?: string;
  /** Of the connection's configuration with its secrets, keyed and hashed: when it moves, a halt for `auth` ends. */
  readonly credentials?: string;
  /** Which installation people were linked on, as the connector reads it. */
  readonly site?: string;
  readonly halted?: { readonly kind: HaltKind; readonly reason: string; readonly at: number };
  /** After repeated failure; then one link probes. */
  readonly pausedUntil?: number;
  readonly failures: number;
  /** The failure counted last; absent once it has answered again. */
  readonly lastFailure?: { readonly reason: string; readonly at: number };
  /** Filling: the id of the last resource expanded; `''` at the start; absent: filled. */
  readonly fillAfter?: string;
  /** By the group's name in the configuration. */
  readonly groupBindings: Readonly<Record<string, GroupBinding>>;
  /** The last results of test-connection. */
  readonly lastTest?: Json;
  /** Why nobody leaves its scope for now: a group that the scope names cannot be told any more. */
  readonly scopeFrozen?: { readonly reason: string; readonly at: number };
  /** Too many links fail: no new work until a person resumes it. */
  readonly quarantine?: { readonly reason: string; readonly at: number };
  /** What the vendor's limits were learned to be. */
  readonly rate?: Json;
  /** Two-way sync, by the type of resource. */
  readonly back?: Readonly<Partial<Record<'User' | 'Group', BackState>>>;
  /** When a webhook last said that there is something to fetch, until it is fetched. */
  readonly hintedAt?: number;
  /** Since when each operation is allowed, by the ways that need no person: whoever needed it before is a backlog. */
  readonly allowedSince?: Readonly<Record<'automatic' | 'schedule', Readonly<Partial<Record<Operation, number>>>>>;
}

export type ApplicationPatch = {
  readonly [Key in Exclude<keyof ApplicationRecord, 'name'>]?: ApplicationRecord[Key] | null;
};

export interface ApplicationStore {
  /** A row with defaults where there is none. */
  get(name: string): Promise<ApplicationRecord>;
  /** A key that is present is written, `null` clears. */
  update(name: string, patch: ApplicationPatch): Promise<void>;
  list(): Promise<readonly ApplicationRecord[]>;
}
