import type { AttributePath, Filter } from '../scim/filter.js';
import type { JsonObject } from '../scim/json.js';
import type {
  EffectiveGroup,
  GroupRef,
  JournalEntry,
  Mark,
  Member,
  ResourceRecord,
  Scope,
  UniqueValue,
} from './resource.js';

/**
 * What a list asks for. The paths `id`, `externalId`, `meta.created`, `meta.lastModified`, `members.value` (Group) and `groups.value`
 * (User) are not in `attributes`: a store answers them from where it keeps them. `eq`, `ne`, … compare strings without case unless
 * the attribute is `caseExact`, after `foldCase` on both sides, and order them by code unit. In all else a store finds what
 * `evaluateFilter` finds.
 */
export interface ResourceQuery {
  readonly type: string;
  readonly filter?: Filter;
  /**
   * Absent: in the order of creation (by id, which is time-ordered). Resources without a value come last when
   * ascending and first when descending, equal ones stand by id; a multi-valued attribute sorts by its primary value, else its first
   * (RFC 7644 §3.4.2.3).
   */
  readonly sort?: { readonly path: AttributePath; readonly descending: boolean };
  /** 1-based. Counts nothing where `from` is given. */
  readonly startIndex: number;
  /** `0` asks for the total only. */
  readonly count: number;
  /** The caller pages by id or by place, and needs no total: it may then be 0. */
  readonly withoutTotal?: boolean;
  /**
   * Pages by place: what comes first, or next to a place that a page ended at. Whatever is created and deleted meanwhile, a walk by id meets
   * everybody who stays exactly once, and a page costs the same wherever it is; so it is by `sort` on an indexed attribute, but for whoever
   * moves in that order meanwhile.
   */
  readonly from?: 'start' | ResourcePlace;
  /**
   * Milliseconds. A query that finds by no index, or too much by one, is given up after so long: it rejects with `QueryTooExpensive`, and
   * holds nobody up meanwhile. Absent: it takes as long as it takes.
   */
  readonly patience?: number;
  /** Of users: whoever asks is going to show their `groups`. A store that can tells them along. */
  readonly also?: 'groups';
}

/** Between two resources, in the order of a query. The one that it is named after need not be there any more. */
export interface ResourcePlace {
  readonly id: string;
  /** What it is sorted by, as the store compares it; null for nothing. Absent without `sort`. */
  readonly key?: string | number | boolean | null;
  /** The page is the one before the place, not the one behind it. */
  readonly backwards?: true;
}

export interface ResourcePage {
  /** All that match, not only this page's. */
  readonly total: number;
  readonly resources: readonly ResourceRecord[];
  /** With `from`: where the page that follows begins. Absent: nothing follows. */
  readonly next?: ResourcePlace;
  /** With `from`: where the page before ends. Absent: nothing comes before. */
  readonly previous?: ResourcePlace;
}

/** By `value`, oldest first; resume with the last `after`. Constant memory, whatever the group's size. */
export interface MembersQuery {
  readonly group: string;
  readonly after?: string;
  readonly limit: number;
}

/**
 * A write, as a value: concurrent callers may share one durable transaction, each judged by its own expected version.
 * Everything in it happens, or nothing.
 */
export interface Commit {
  readonly scope: Scope;
  readonly type: string;
  readonly id: string;
  /**
   * `0`: it must not exist yet. Else the version that was read; `any` where nothing but members are added and removed, which means the
   * same at every version, so that many at once need not wait for each other.
   */
  readonly expectVersion: number | 'any';
  /** With `any`: the owner that was read. Where it is another by now the outcome is a version conflict. */
  readonly expectOwner?: string;
  /** The new attributes whole; `trash` moves the resource there; absent: they stay, and only the rest changes. */
  readonly resource?: JsonObject | 'trash';
  /** With attributes: what the resource alone holds from then on, by declared schemas. Absent: what it holds already. `trash` frees it. */
  readonly unique?: readonly UniqueValue[];
  /** As the resource shall have it from now on; `null`: nothing; absent: it stays. A change of it alone is none that a GET shows. */
  readonly overruled?: ResourceRecord['overruled'] | null;
  /** By the asking client; `null` removes it. */
  readonly externalId?: string | null;
  /** `replace` sets the whole membership; `add` of a present member and `remove` of an absent one do nothing. */
  readonly members?:
    | { readonly replace: readonly string[] }
    | { readonly add: readonly string[]; readonly remove: readonly string[] };
  /**
   * A new password, on its way to these applications: it takes the place of what waits there. It is nothing that a GET shows, so by itself it
   * moves neither version nor `lastModified`, but the commit has changed something, with its marks and its line of history.
   */
  readonly password?: { readonly sealed: string; readonly revision: string; readonly applications: readonly string[] };
  /**
   * Marks for the resource itself; the store adds, in the same transaction, one mark for every member that `members` really adds or
   * removes: `self` for a user, `members` for a group, since whoever is within it joins and leaves with it. (For `trash` it adds none: a user's own mark and a group's `members` mark say it in one row.)
   */
  readonly marks: readonly Mark[];
  /** Of a new resource that was found at an application: its link there, `linked` and not due, in the same transaction. */
  readonly link?: {
    readonly application: string;
    readonly label: string;
    readonly accountId: string;
    readonly identity: string;
    readonly accountActive: boolean;
    readonly sent: JsonObject;
    readonly readBack: JsonObject;
  };
  /** W3C `traceparent` of the request. With the journal's `requestId` it is the origin of every mark of this commit. */
  readonly trace?: string;
  readonly journal: JournalEntry;
}

export type CommitOutcome =
  /** `changed` is false where the commit changed nothing (same attributes, no member really added or removed, no password): no new version, mark or journal. */
  | { readonly kind: 'committed'; readonly record: ResourceRecord; readonly changed: boolean }
  | { readonly kind: 'absent' }
  | { readonly kind: 'version-conflict'; readonly version: number }
  /** Another resource of this type in this directory has the same value. */
  | { readonly kind: 'uniqueness'; readonly attribute: string }
  /** These members are no users or groups of this directory. */
  | { readonly kind: 'unknown-members'; readonly values: readonly string[] };

/** A deleted resource, as it was. */
export interface TrashedResource {
  /** Greater than that of what was deleted before. */
  readonly seq: number;
  readonly record: ResourceRecord;
  /** ISO 8601. */
  readonly deletedAt: string;
  /** The client that deleted it. */
  readonly deletedBy: string;
}

export interface TrashQuery {
  readonly type?: string;
  /** Only what was deleted before this `seq`, to page on. */
  readonly before?: number;
  readonly limit: number;
}

export interface Restore {
  readonly scope: Scope;
  readonly type: string;
  readonly id: string;
  /** What it alone is to hold again, by the schemas that are declared now. */
  readonly unique?: readonly UniqueValue[];
  readonly journal: JournalEntry;
}

export type RestoreOutcome =
  | { readonly kind: 'restored'; readonly record: ResourceRecord }
  /** It is not in the trash. */
  | { readonly kind: 'absent' }
  /** Another resource has the value by now: `userName`, one of `unique`, or `externalId` as one client set it. */
  | { readonly kind: 'taken'; readonly attribute: string; readonly holder: ResourceRecord };

/** Resources get another owner: one, or all that `from` has in the directory. */
export interface HandOver {
  readonly directory: string;
  /** Whose they are now: what is another's by then stays so. */
  readonly from: string;
  readonly to: string;
  /** Absent: everything, what is in the trash included. */
  readonly only?: { readonly type: string; readonly id: string };
  /** For the history: `operator`. */
  readonly actor: string;
}

/** How many living resources of a type somebody owns. */
export interface OwnedCount {
  readonly owner: string;
  readonly type: string;
  readonly count: number;
}

/**
 * The directory's port. Implementations: memory (the reference), SQLite, PostgreSQL; all pass `testStore`.
 *
 * On commit of a new resource whose (type, client, externalId) stands in the trash of its directory, on a resource that was that
 * client's own when it was deleted, the links of the trashed resource are moved to the new one in the same transaction (`resourceId` changes, revision + 1, attempts 0, no leaver, the commit's origin; state,
 * lease and due time stay), so that a returner takes over the account and no pending removal survives: whoever takes up the link finds a living
 * resource. Memberships of the trashed resource, as a group and as a member, move with them, and are open. Of several in the trash the last one
 * deleted comes first. On `trash` the resource's own memberships end (the groups' versions move), for a user and for a nested group
 * alike; a trashed group keeps its member rows, unseen by every query but `listMembers`, until its last `members` mark is removed.
 *
 * A member moves the version and `lastModified` of its group, never its own. `inactiveSince` is the store's: set when a commit makes
 * `active` false, kept while it stays so, gone when it ends.
 */
export interface ResourceStore {
  /** `also`: as of a query. */
  find(scope: Scope, type: string, id: string, also?: 'groups'): Promise<ResourceRecord | undefined>;
  query(scope: Scope, query: ResourceQuery): Promise<ResourcePage>;
  listMembers(scope: Scope, query: MembersQuery): Promise<readonly Member[]>;
  /** The groups that each user, or group, belongs to directly; who is in none is absent from the map. */
  listGroups(scope: Scope, members: readonly string[]): Promise<ReadonlyMap<string, readonly GroupRef[]>>;
  /**
   * The groups that each user belongs to, direct ones first, then those around them, by id; who is in none is absent from the map. Groups stand
   * within groups up to `mostLevels` deep, in a circle too; at most `mostGroups` of a user are told. A store may leave out what lies beyond `mostNestings`.
   */
  listEffectiveGroups(scope: Scope, users: readonly string[]): Promise<ReadonlyMap<string, readonly EffectiveGroup[]>>;
  commit(commit: Commit): Promise<CommitOutcome>;
  /** What was deleted last comes first. */
  listTrash(scope: Scope, query: TrashQuery): Promise<readonly TrashedResource[]>;
  /**
   * Brings a deleted resource back, in one transaction: id, owner, `created` and every client's externalId as they were, one version on.
   * A group has those of its members again who are in the directory; the resource is again in the groups that it was in, if they are in the
   * directory (their versions move) or in the trash. The store writes a mark for the resource itself, for a group one for its members
   * beside, and the line of history. Its links were kept by their resource's id, and find it again.
   */
  restore(restore: Restore): Promise<RestoreOutcome>;
  /**
   * In one transaction with a mark for each resource and its line of history, which names the former owner. Versions move, so that a
   * write that was judged by the former owner conflicts; `lastModified` stays. externalIds stay with the clients that set them, and what
   * stood `overruled` ends: the new owner has not said it. Resolves with what was handed over and lives.
   */
  handOver(handOver: HandOver): Promise<readonly OwnedCount[]>;
  /** All owners of a directory, by owner and type. A walk over the whole directory: for operators. */
  countOwned(directory: string): Promise<readonly OwnedCount[]>;
}

/** What serves identity providers: trash and owners are the operators'. */
export type LivingResources = Omit<ResourceStore, 'listTrash' | 'restore' | 'handOver' | 'countOwned'>;
