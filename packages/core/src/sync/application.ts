import type { AttributeRule } from '../connector/attribute-rule.js';
import type { Connector, ConnectorModule } from '../connector/connector.js';

export type LeavingChoice = 'deactivate' | 'delete' | 'keep';

/** What the operator decided for one application: the part of its configuration that the core works by. */
export interface ApplicationPolicy {
  /** False: changes make links stale, not due; `sync` still works. */
  readonly automatic: boolean;
  readonly operations: {
    readonly create: boolean;
    readonly update: boolean;
    readonly deactivate: boolean;
    readonly delete: boolean;
  };
  /** The operator's rules; each replaces the connector's rule of the same `remote`, `drop` removes it. */
  readonly mapping: readonly (AttributeRule & { readonly drop?: boolean })[];
  /** Group displayName → role. Only these roles (and `defaultRole`) are ever touched. */
  readonly roles: Readonly<Record<string, string>>;
  /** What somebody without any mapped group gets. */
  readonly defaultRole?: string;
  readonly leaving: {
    readonly onInactive: 'deactivate' | 'keep';
    readonly onDelete: LeavingChoice;
    /** Milliseconds from `active: false` to the deactivation. */
    readonly grace: number;
    /** The account id that receives content on `delete`. */
    readonly reassignTo?: string;
  };
  /** People worked on at once. */
  readonly concurrency: number;
}

/** A configured instance of a connector: "the blog". */
export interface Application {
  readonly name: string;
  readonly directory: string;
  readonly module: ConnectorModule;
  readonly connector: Connector;
  readonly policy: ApplicationPolicy;
  /** A keyed hash of the connection's configuration with its secrets: a change of it ends a halt for `auth`. */
  readonly credentials: string;
}
