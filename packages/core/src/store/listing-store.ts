import type { JsonObject } from '../scim/json.js';

export interface ListedAccount {
  /** The vendor's. */
  readonly id: string;
  /** The account as the orchestrator wants it back. */
  readonly document: JsonObject;
  /** Folded values by which it can be found: `["email", "ada@example.com"]`. */
  readonly keys: readonly (readonly [remote: string, value: string])[];
}

/**
 * A whole listing of an application's accounts, kept outside of memory while a run works with it. What has ended, or was never
 * begun, answers nothing: all but `end` and `purge` throw, so that nobody takes it for an application without accounts.
 */
export interface ListingStore {
  begin(application: string, now: number): Promise<string>;
  /** Once an account's id is there, another account with it is left out: pages may overlap. */
  add(listing: string, accounts: readonly ListedAccount[]): Promise<void>;
  /** By account id; who is not there is absent. */
  getMany(listing: string, accountIds: readonly string[]): Promise<ReadonlyMap<string, JsonObject>>;
  /** All with this value, at most ten, by account id. */
  findByKey(listing: string, remote: string, value: string): Promise<readonly JsonObject[]>;
  /** By account id, behind `after`. */
  list(
    listing: string,
    query: { readonly after?: string; readonly limit: number },
  ): Promise<readonly { readonly id: string; readonly document: JsonObject }[]>;
  count(listing: string): Promise<number>;
  end(listing: string): Promise<void>;
  /** Ends listings that were begun before this time: their run is gone. */
  purge(before: number): Promise<void>;
}
