import type { Json, JsonObject } from '../scim/json.js';
import type { Look } from './look.js';
import type { Origin } from './origin.js';

export type LinkState =
  /** No account yet. */
  | 'new'
  /** A create was sent and its outcome is not known: look before sending again. */
  | 'creating'
  | 'linked'
  /** Waits for a person or a change, with the vendor's message in `reason`. */
  | 'parked'
  /** Waits for approval: quarantine, a guard (then with `hold`). */
  | 'held'
  /** The person is gone from the directory; the account is remembered for a returner. */
  | 'tombstone';

export type Operation = 'create' | 'update' | 'deactivate' | 'delete';

/** What a guard held back, until a person approves or rejects it. */
export interface Hold {
  /** `deactivate`, `delete`, `role-loss`, `emptied`, `privileged`, `wipe`, `flip`, `backlog`, `adopt`, `undo`. */
  readonly guard: string;
  /** The action that would be done, and the fields that it would touch. */
  readonly action: string;
  readonly fields?: readonly string[];
  readonly reason: string;
  readonly since: number;
  /** Of the decision: the same one gives the same digest. */
  readonly digest: string;
  /** With `adopt`: the account that matches. */
  readonly account?: string;
  /** A person said no: it is not done, and not asked again until the person changes. */
  readonly rejected?: true;
}

/** One attribute of which directory and account have both said something else since they agreed, or which the directory would not take. */
export interface Conflict {
  /** The SCIM path, or `roles` or `active`. */
  readonly scim: string;
  /** What the directory has for the application, and what the account shows, as remote values; absent: nothing. */
  readonly directory?: Json;
  readonly account?: Json;
  readonly reason: string;
  readonly since: number;
  /** Who set either, and when (milliseconds since 1970), where that is known. */
  readonly directoryBy?: string;
  readonly directoryAt?: number;
  readonly accountBy?: string;
  readonly accountAt?: number;
  /** What an operator decided: done with the next look. */
  readonly take?: 'directory' | 'application';
}

/** What two-way sync keeps on a link. */
export interface BackFacts {
  /** By remote name; `active` for the account's state. */
  readonly conflicts?: Readonly<Record<string, Conflict>>;
  /** Its account was deleted there and `onDeleted` is `unlink`: no other is made until an operator asks for it. */
  readonly released?: true;
  /** What writes whose answers were lost would have the account show, by remote name (`active` for its state): not somebody else's doing. */
  readonly ours?: Readonly<Record<string, readonly Json[]>>;
}

/** (application, resource) → account, and what is due there. Times are milliseconds since 1970. */
export interface Link {
  /** The store's, stable over a takeover by a returner. */
  readonly id: string;
  readonly application: string;
  readonly directory: string;
  readonly type: string;
  readonly resourceId: string;
  readonly state: LinkState;
  /** What it is called in listings: the userName when last seen. */
  readonly label: string;
  /** Why it is parked or held, or what a finished step leaves open ("partly: …", "keeps access: …"). */
  readonly reason?: string;
  readonly accountId?: string;
  readonly identity?: string;
  /** The account's active state as last agreed. */
  readonly accountActive?: boolean;
  /** The fields that we sent last, and what was read back after. */
  readonly sent?: JsonObject;
  readonly readBack?: JsonObject;
  /** What first contact with an adopted account would have changed, until an operator approves it. */
  readonly withheld?: JsonObject;
  readonly memo?: Json;
  /** When a create was first sent, to recognise the account that it made. */
  readonly creatingSince?: number;
  /**
   * A write of this kind was sent and its outcome is not recorded yet. Found on a link that is taken up: the answer was lost, and what
   * the account holds is read before anything is concluded from `sent`.
   */
  readonly doubtful?: 'create' | 'update' | 'deactivate' | 'reactivate' | 'remove';
  /**
   * Until when a write whose answer was lost may still be done there: afterwards the account is read once more. Of a create, what it
   * sent; of a removal, that there was one.
   */
  readonly late?: { readonly until: number; readonly create?: JsonObject; readonly remove?: true };
  /** Since when a leaver's account has not been found any more. What it was stays on the link: it may be back with a backup. */
  readonly goneSince?: number;
  /** The account that an operator let go of: never joined again by itself. */
  readonly refusedAccount?: string;
  /** How the account was found: `created`, `operator`, or the remote field that matched. */
  readonly matchedBy?: string;
  /** An operation that was needed and switched off. Switched on again, it is a backlog that a person starts. */
  readonly skipped?: Operation;
  readonly hold?: Hold;
  /** The guards that a person let this link pass, with spaces between, for the next action; it ends with that action. */
  readonly approved?: string;
  /** The leaver's clock: when the directory said that the person leaves, and when the account was seen closed. */
  readonly leftAt?: number;
  readonly closedAt?: number;
  /** When we deactivated the account: `leaving.deleteAfter` counts from here. */
  readonly deactivatedAt?: number;
  /** What the account was last seen to show instead of what was agreed, by remote name. */
  readonly drift?: JsonObject;
  /** The last values that we wrote into a field, newest last, to notice a compare-flip-compare: `{ title: [[at, hash], …] }`. */
  readonly flips?: JsonObject;
  /** Word that the account may have changed: it is read, and what is new there comes back, before anything else. */
  readonly look?: Look;
  readonly back?: BackFacts;
  /** One more whenever the resource may differ; a result is final only if it is still the one that was seen. */
  readonly revision: number;
  /** Absent: nothing is due. */
  readonly dueAt?: number;
  /** Touched and not settled since, whether due or not. */
  readonly stale: boolean;
  /** Leavers go first. */
  readonly leaver: boolean;
  /** Of the change that touched it last, where that had one. An operator's decision clears it: what is done then is theirs. */
  readonly origin?: Origin;
  readonly attempts: number;
  /** A `ConnectorErrorKind`. */
  readonly errorKind?: string;
  readonly lastError?: string;
  readonly lastErrorAt?: number;
  readonly lastDoneAt?: number;
}

/** What a step learned. A key that is present is written, `null` clears; absent keys stay. */
export type LinkFacts = {
  readonly [Key in Exclude<
    keyof Link,
    | 'id'
    | 'application'
    | 'directory'
    | 'type'
    | 'resourceId'
    | 'revision'
    | 'dueAt'
    | 'attempts'
    | 'leaver'
    | 'stale'
    | 'look'
  >]?: Exclude<Link[Key], undefined> | null;
};

export interface Lease {
  /** Random, one a claim. */
  readonly token: string;
  readonly milliseconds: number;
}
