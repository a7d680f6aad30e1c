import type { Operations, Orchestrator, ResourceType, Store } from '@linkspan/core';

/** For commands that look into the database alone: they need no connector, and no application's secret. */
export interface StoreHost {
  /** As configured. */
  readonly applications: readonly string[];
  readonly directories: readonly string[];
  /** What a directory holds. */
  readonly types: readonly ResourceType[];
  readonly store: Store;
}

/** For commands that reach applications. */
export interface OperatorHost extends StoreHost {
  readonly orchestrator: Orchestrator;
  /** The other applications of its directory. */
  neighboursOf(application: string): readonly string[];
  /** What `provisioning.manual` allows there. */
  operationsOf(application: string): Operations | false;
}
