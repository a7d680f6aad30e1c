import type { AttributeRule } from '../connector/attribute-rule.js';
import type { Connector, ConnectorModule } from '../connector/connector.js';
import type { RateLimits } from '../connector/rate-limits.js';
import type { Filter } from '../scim/filter.js';
import type { ResourceType } from '../scim/schema.js';

export type LeavingChoice = 'deactivate' | 'delete' | 'keep';

/** What may be done. Reactivation follows `deactivate`; roles and renames follow `update`. */
export interface Operations {
  readonly create: boolean;
  readonly update: boolean;
  readonly deactivate: boolean;
  readonly delete: boolean;
}

/** How a pass over people is started. Each plans anew, with its own operations. */
export type Way = 'automatic' | 'manual' | 'schedule';

export interface Schedule {
  /** Five fields, or six with seconds. */
  readonly cron: string;
  /** IANA. Default: the server's own. */
  readonly timezone?: string;
  /** `changes`: links that are stale. `full`: everybody, beside a listing of the application. */
  readonly mode: 'changes' | 'full';
  readonly operations: Operations;
}

/** Who belongs to an application: the filter AND any one of the groups. */
export interface ScopePolicy {
  readonly filter?: { readonly text: string; readonly filter: Filter };
  /** By displayName; bound to the group's id when first found. Empty: everybody. */
  readonly groups: readonly string[];
  /** Members of groups within these groups count. */
  readonly nested: boolean;
}

/** How a person is found at the application, in order. */
export interface CorrelationRule {
  readonly scim: string;
  readonly remote: string;
  readonly onMatch: 'adopt' | 'ask' | 'never';
}

/** More than `count`, or than `percent` of the linked people (but never fewer than a handful), waits for a person. */
export interface Budget {
  readonly count?: number;
  readonly percent?: number;
}

export interface GuardPolicy {
  /** Milliseconds over which is counted. */
  readonly window: number;
  readonly deactivate: Budget;
  readonly delete: Budget;
  /** Grants of a privileged role. */
  readonly privileged: Budget;
  /** People in whom one attribute is cleared. */
  readonly wipe: Budget;
  /** People who lose what a group gave that has no members any more. */
  readonly emptied: Budget;
}

/** Which of the directory's groups an application has. Absent: none. */
export interface GroupsPolicy {
  /** By displayName; bound to the group's id when first found. */
  readonly provision: 'all' | readonly string[];
  /** `empty`: who was put in is taken out, and the group stays; so too with `delete` where that operation is off. */
  readonly onDelete: 'delete' | 'empty' | 'keep';
}

/**
 * Who wins an attribute of which directory and account have both said something else since they agreed. `newest` only where both sides
 * have a time for the value, else it is held; `hold`: a person decides.
 */
export type ConflictChoice = 'directory' | 'application' | 'newest' | 'hold';

/** What comes back from an application. */
export interface TwoWayPolicy {
  /** How changes are learned, best first: what the connector does not offer is passed over. */
  readonly source: readonly ('feed' | 'webhook' | 'poll')[];
  /** Milliseconds from one look to the next. */
  readonly poll: number;
  /** What may be done in the directory. `create`: import. Reactivation follows `deactivate`. */
  readonly operations: Operations;
  /** SCIM attributes that may come back, with their sub-attributes: `name`, `title`, `urn:…:User:department`; `active` and `roles`. */
  readonly attributes: readonly string[];
  /** By attribute: who wins when both have spoken. `client`: whoever provisions the directory. */
  readonly authority: Readonly<Record<string, 'application' | 'client'>>;
  readonly conflict: ConflictChoice;
  readonly onNew: 'ignore' | 'report' | 'import';
  readonly onDeleted: 'report' | 'recreate' | 'unlink' | 'deactivate' | 'delete';
}

/** What the operator decided for one application: the part of its configuration that the core works by. */
export interface ApplicationPolicy {
  /** False: changes make links stale, not due. */
  readonly automatic: Operations | false;
  /** False: `sync` and `apply` are refused. */
  readonly manual: Operations | false;
  readonly schedules: readonly Schedule[];
  readonly scope?: ScopePolicy;
  /** Absent: the connector's rules decide. */
  readonly correlation?: readonly CorrelationRule[];
  /** The operator's rules; each replaces the connector's rule of the same `remote`, `drop` removes it. */
  readonly mapping: readonly (AttributeRule & { readonly drop?: boolean })[];
  /** Group displayName → role. Only these roles (and `defaultRole`) are ever touched. */
  readonly roles: Readonly<Record<string, string>>;
  /** What somebody without any mapped group gets. */
  readonly defaultRole?: string;
  readonly groups?: GroupsPolicy;
  readonly leaving: {
    readonly onInactive: LeavingChoice;
    readonly onDelete: LeavingChoice;
    readonly onScopeExit: LeavingChoice | 'unlink';
    /** Milliseconds from `active: false` to what `onInactive` says. */
    readonly grace: number;
    /** Milliseconds from the deactivation to the deletion. Absent: never. */
    readonly deleteAfter?: number;
    /** The account id that receives content on `delete`. */
    readonly reassignTo?: string;
    /** Milliseconds after which somebody is told that a leaver's account is still open. */
    readonly alertAfter: number;
  };
  /** Absent: nothing comes back. */
  readonly twoWay?: TwoWayPolicy;
  /** Passwords that clients send are passed on to it. Only where its connector's rules for users name a field for them. */
  readonly passwords?: boolean;
  /** What a full run does about an account that shows something else than was agreed. */
  readonly drift: 'observe' | 'enforce';
  readonly guards: GuardPolicy;
  /** Calls at once. Twice as many people are worked on, since some wait for the database. */
  readonly concurrency: number;
}

/** A configured instance of a connector: "the blog". */
export interface Application {
  readonly name: string;
  readonly directory: string;
  /** The same system pushes as this client, and its externalId is the account's id. */
  readonly client?: string;
  readonly module: ConnectorModule;
  readonly connector: Connector;
  /** What holds its calls back, where the host knows (`createConnectorContext`). */
  limits?(): RateLimits;
  readonly policy: ApplicationPolicy;
  /** What its directory holds, with what the operator declared. Default: `resourceTypes`. */
  readonly types?: readonly ResourceType[];
  /** A keyed hash of the connection's configuration with its secrets: a change of it ends a halt for `auth`. */
  readonly credentials: string;
}
