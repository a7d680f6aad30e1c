import type { Logger } from 'pino';
import type { InstallationKey } from '../installation/installation-key.js';
import type { ApplicationPlan } from './application-plan.js';
import { type ConnectedApplication, connectApplication } from './connect-application.js';

export interface ConnectAllOptions {
  readonly key: InstallationKey;
  readonly log: Logger;
}

/** All or none: where one cannot be connected, those that were connected for nothing are ended again. */
export function connectApplications(
  plans: readonly ApplicationPlan[],
  before: readonly ConnectedApplication[],
  { key, log }: ConnectAllOptions,
): readonly ConnectedApplication[] {
  const connected: ConnectedApplication[] = [];
  try {
    for (const plan of plans) {
      const former = before.find((one) => one.plan.name === plan.name);
      connected.push(connectApplication(plan, former, { key, log: log.child({ application: plan.name }) }));
    }
    return connected;
  } catch (error) {
    void disconnectApplications(connected, before, log);
    throw error;
  }
}

/** Ends the connectors of these applications, but for those that `kept` have, too. Never rejects. */
export async function disconnectApplications(
  applications: readonly ConnectedApplication[],
  kept: readonly ConnectedApplication[],
  log: Logger,
): Promise<void> {
  const ended = new Set(kept.map(({ ending }) => ending));
  for (const { application, ending } of applications) {
    if (ended.has(ending)) continue;
    ended.add(ending);
    ending.abort();
    try {
      await application.connector.dispose?.();
    } catch (error) {
      log.warn({ application: application.name, err: error }, 'connector did not end cleanly');
    }
  }
}
