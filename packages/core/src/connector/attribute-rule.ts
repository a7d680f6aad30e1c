import type { Json, JsonObject } from '../scim/json.js';

/** SCIM attribute ⇄ remote field. Data, known without connecting. */
export interface AttributeRule {
  /** A SCIM path; of several, the first that has a value. Value filters are allowed: `emails[primary eq true].value`. */
  readonly scim?: string | readonly string[];
  readonly remote: string;
  /** `write` (default): to the application; `read`: from it; `both`. */
  readonly flow?: 'write' | 'read' | 'both';
  /** `create`: sent with the create only, later changes are left alone. Default `always`. */
  readonly when?: 'always' | 'create';
  /** Sent where the resource has no value. */
  readonly default?: unknown;
  /** Sent whatever the resource says; `scim` is then absent. */
  readonly constant?: unknown;
  /**
   * JSONata over the whole resource (see `toDocument`), in the place of `scim`, which beside it only says where `back` goes. What it gives
   * never correlates, unless it is what `scim` says.
   */
  readonly expression?: string;
  /** JSONata over the account's fields, with `$value` for this one: what goes to the first path of `scim`. Makes `flow` `both`. */
  readonly back?: string;
  /** For a check of the rule: what a part of a resource becomes; `out` null: nothing. */
  readonly expect?: readonly { readonly in: JsonObject; readonly out: Json }[];
  /** The vendor demands it: without a value the link is parked with this rule's name. */
  readonly required?: boolean;
  /**
   * An exact match of this field may join a person to an account that stands there already: `adopt` by itself, `ask` a person first.
   * Never with a value that `toRemote` altered.
   */
  readonly correlates?: 'adopt' | 'ask';
  /** Whoever holds its value can take the account over (an address for new passwords): an adopted account keeps its own until approved. */
  readonly identifies?: true;
  /** Whoever registers at the site enters it unproved (an e-mail): where registration is open, a match only asks. */
  readonly selfEntered?: boolean;
  /** The vendor's idea of equal (case, HTML entities, order). Default: deep equality. */
  same?(desired: unknown, remote: unknown): boolean;
  readonly convert?: {
    /** Undefined: no value. */
    toRemote(value: unknown): unknown;
    toScim(value: unknown): unknown;
  };
}

/** What a connector's users or groups are, as data. */
export interface ResourceRules {
  readonly rules: readonly AttributeRule[];
  /** The remote names that operators may write to beside those of `rules`. Absent: any. */
  readonly fields?: readonly string[];
  /** The remote set field that holds roles, where the application has them; the core computes it from groups. */
  readonly roles?: { readonly remote: string; readonly privileged: readonly string[] };
  /**
   * Of groups: the remote set field that holds members. The core keeps account of it: a connector adds and removes `MemberRef`s, never
   * reads them, and leaves all others alone. Never beside other fields in one update. A rejected update may have been done in part.
   */
  readonly members?: {
    readonly remote: string;
    /** Whether a group may stand in a group there. */
    readonly nested: boolean;
    /** The most that one update takes. Default 100. */
    readonly atOnce?: number;
  };
  /**
   * Of users: the remote name by which `create` (in its fields) and `update` (in `change.set`) take a password in clear, beside the others.
   * It is no rule's: a password is never mapped, read or shown. Absent: the vendor takes none.
   */
  readonly password?: string;
  /** What the vendor can do with content on `delete`. */
  readonly reassign?: 'required' | 'optional' | 'unsupported';
}
