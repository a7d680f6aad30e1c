import { type Application, type ConnectorLog, createConnectorContext } from '@linkspan/core';
import type { InstallationKey } from '../installation/installation-key.js';
import type { ApplicationPlan } from './application-plan.js';

export interface ConnectOptions {
  readonly key: InstallationKey;
  readonly log: ConnectorLog;
  /** Aborted when the host is disposed of. */
  readonly signal: AbortSignal;
}

/** Gives a configured application its connector. Nothing is sent yet. */
export function connectApplication(plan: ApplicationPlan, { key, log, signal }: ConnectOptions): Application {
  const { name, directory, module, policy } = plan;
  const connector = module.connect?.(plan.config, createConnectorContext({ name: module.name, log, signal }));
  if (!connector) throw new Error(`${name}: ${module.name} cannot be provisioned to. Name it under clients instead.`);
  if (!connector.users) throw new Error(`${name}: what ${module.name} connects to has no users. Ask its author.`);
  return { name, directory, module, connector, policy, credentials: key.hash(plan.connection) };
}
