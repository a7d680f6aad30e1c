import { isDeepStrictEqual } from 'node:util';
import { type Application, type ConnectorLog, createConnectorContext } from '@linkspan/core';
import type { InstallationKey } from '../installation/installation-key.js';
import type { ApplicationPlan } from './application-plan.js';

export interface ConnectOptions {
  readonly key: InstallationKey;
  readonly log: ConnectorLog;
}

/** A configured application with its connector. */
export interface ConnectedApplication {
  readonly plan: ApplicationPlan;
  readonly application: Application;
  /** Ends what the connector has under way. Those that share a connector share this. */
  readonly ending: AbortController;
}

/**
 * Gives a configured application its connector; nothing is sent yet. One that is in every way as before stays the same object, whose work
 * goes on, and one whose connection is as before keeps its connector.
 *
 * @throws what the connector throws that cannot be made.
 */
export function connectApplication(
  plan: ApplicationPlan,
  before: ConnectedApplication | undefined,
  options: ConnectOptions,
): ConnectedApplication {
  const { name, directory, client, policy, types } = plan;
  if (before?.plan.module !== plan.module || !isDeepStrictEqual(before.plan.connection, plan.connection))
    return connect(plan, options);
  const { application, ending } = before;
  const { client: _, ...kept } = application;
  const unchanged =
    before.plan.directory === directory &&
    before.plan.client === client &&
    isDeepStrictEqual(before.plan.policy, policy) &&
    isDeepStrictEqual(before.plan.types, types);
  const changed = { ...kept, name, directory, ...(client !== undefined && { client }), policy, types };
  return { plan, ending, application: unchanged ? application : changed };
}

function connect(plan: ApplicationPlan, { key, log }: ConnectOptions): ConnectedApplication {
  const { name, directory, client, module, policy, types } = plan;
  const ending = new AbortController();
  const context = createConnectorContext({ name: module.name, log, signal: ending.signal });
  const connector = module.connect?.(plan.config, context);
  if (!connector) throw new Error(`${name}: ${module.name} cannot be provisioned to. Name it under clients instead.`);
  if (!connector.users) throw new Error(`${name}: what ${module.name} connects to has no users. Ask its author.`);
  return {
    plan,
    ending,
    application: {
      name,
      directory,
      ...(client !== undefined && { client }),
      module,
      connector,
      limits: context.limits,
      policy,
      types,
      credentials: key.hash(plan.connection),
    },
  };
}
