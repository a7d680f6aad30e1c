import type { Json, JsonObject } from '../scim/json.js';

/**
 * A resource as the directory keeps it. `attributes` has canonical names and no nulls or empty lists, and leaves out what is
 * kept elsewhere: id, externalId, meta, schemas, a group's members, a user's groups.
 */
export interface ResourceRecord {
  readonly directory: string;
  /** `User`, `Group`, or a type that the operator declared. */
  readonly type: string;
  readonly id: string;
  /** The client that created it, or got it from an operator; `application:blog` of what an application brought. Only it may write. */
  readonly owner: string;
  /** 1 when created, one more with every commit that changes what a GET shows (a user's `groups` excepted). */
  readonly version: number;
  /** ISO 8601, milliseconds, UTC. */
  readonly created: string;
  readonly lastModified: string;
  /** Since when `active` is false; absent while it is not. */
  readonly inactiveSince?: string;
  readonly attributes: JsonObject;
  /**
   * What an application has said over others, by attribute (`title`, `urn:…:User:department`, `members`): an identity provider that
   * repeats what stood there before says nothing new.
   */
  readonly overruled?: Readonly<Record<string, Overruled>>;
  /** As the asking client set it (RFC 7643 §3.1: externalId is scoped to the client). */
  readonly externalId?: string;
  /** Of a user, where they were asked for and the store could tell them along, as `listEffectiveGroups` does. Nothing that a commit keeps. */
  readonly groups?: readonly EffectiveGroup[];
}

/** An attribute that an application set over what stood there. */
export interface Overruled {
  /** Whose word stands: `application:intranet`. */
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
  /** What stood there before, null for nothing; of `members`: who was put in or taken out, by member. */
  readonly over: Json;
}

/** A value that no other resource of its type may hold in the directory, beside what stores keep unique by themselves (`userName`). */
export interface UniqueValue {
  /** As a client writes it: `urn:…:User:badgeNumber`. */
  readonly attribute: string;
  /** As it is compared; at most `longestIndexedValue` long. */
  readonly key: string;
}

/** A member of a group. `type` is `User` or `Group`; `display` is the member's present displayName, else userName. */
export interface Member {
  readonly value: string;
  readonly type: string;
  readonly display?: string;
}

/** A group that a user belongs to directly. */
export interface GroupRef {
  readonly value: string;
  readonly display: string;
}

/** A group that somebody belongs to: by name, or (`indirect`) through groups within it. RFC 7643 §4.1.2. */
export interface EffectiveGroup extends GroupRef {
  readonly type: 'direct' | 'indirect';
}

/** Who asks: every query and commit stays inside one directory, and sees one client's externalIds. */
export interface Scope {
  readonly directory: string;
  readonly client: string;
}

/**
 * "This resource changed": written in the same transaction as the change, expanded into due links outside the request.
 * `self`: the resource's own links. `members`: those of everybody in this group and in the groups within it
 * (it was renamed or deleted, or joined or left another).
 */
export interface Mark {
  readonly type: string;
  readonly id: string;
  readonly reach: 'self' | 'members';
}

/** One line of history. Secrets never stand in `changes`. */
export interface JournalEntry {
  /** `client:jumpcloud`, `application:blog`, `operator`. */
  readonly actor: string;
  /** `create`, `replace`, `patch`, `delete`; for links: `created`, `updated`, `deactivated`, `parked`, … */
  readonly action: string;
  readonly directory: string;
  readonly application?: string;
  readonly resourceType: string;
  readonly resourceId: string;
  /** By attribute or field: `{ from, to }`. */
  readonly changes?: Json;
  readonly reason?: string;
  readonly requestId?: string;
  /** The run that it belongs to. */
  readonly run?: string;
}
