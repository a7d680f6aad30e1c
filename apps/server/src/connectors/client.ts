import type { ConnectorModule } from '@linkspan/core';

/** Who calls us over SCIM, ready to be served. */
export interface Client {
  readonly name: string;
  readonly directory: string;
  /** Absent: plain RFC 7644. */
  readonly module?: ConnectorModule;
  /** The connector's inbound quirks, with those that the operator switched. */
  readonly quirks: NonNullable<ConnectorModule['inbound']>;
  /** The userName of whom `/Me` is. */
  readonly me?: string;
  /** Nothing is forgiven. */
  readonly strict?: boolean;
  /** Bearer tokens from the configuration. */
  readonly tokens: readonly string[];
}
