import type { ApplicationPolicy, ConnectorModule, Json, ResourceType } from '@linkspan/core';

/** A configured application that was judged in full and not connected to yet. */
export interface ApplicationPlan {
  readonly name: string;
  readonly directory: string;
  /** The same system pushes as this client. */
  readonly client?: string;
  readonly module: ConnectorModule;
  /** For `module.connect`. */
  readonly config: unknown;
  /** The settings with their secrets, to be hashed: tells whether the connection's configuration has moved. */
  readonly connection: Json;
  readonly policy: ApplicationPolicy;
  /** What its directory holds. */
  readonly types: readonly ResourceType[];
}
