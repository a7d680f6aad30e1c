import { ConfigurationError } from '../config/problem.js';
import { readReceivers } from '../events/read-receivers.js';
import { findRunningServer } from '../installation/find-running-server.js';
import { findDeliveries } from '../notify/delivery-note.js';
import { findConfigurationNote } from '../reload/configuration-note.js';
import { createSettings, createSqlStore } from '../store/index.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { findStrangeOwners } from './find-strange-owners.js';
import { publishStatus } from './publish-status.js';
import { type ApplicationStatus, readStatus } from './read-status.js';
import { showConfigurationNote } from './show-configuration-note.js';
import { showDeliveries } from './show-deliveries.js';
import { showTrouble } from './show-receiver.js';
import { showStatus } from './show-status.js';
import { showStrangeOwners } from './show-strange-owners.js';
import type { Terminal } from './terminal.js';
import { requireName, UsageError } from './usage-error.js';
import { withInstallation } from './with-installation.js';

const states = ['new', 'creating', 'linked', 'parked', 'held', 'tombstone'] as const;

export interface StatusOptions {
  readonly json?: boolean;
  readonly state?: string;
}

/** `linkspan status [application]`: whether each application runs, its links by state, and whatever waits for a person. */
export async function status(
  terminal: Terminal,
  application: string | undefined,
  { json = false, state }: StatusOptions,
): Promise<ExitCode> {
  const wanted = states.find((one) => one === state);
  if (state !== undefined && wanted === undefined) {
    throw new UsageError(`"${state}" is no state. There are: ${states.join(', ')}.`);
  }
  const found = withInstallation(terminal, async ({ configuration, database }) => {
    const configured = Object.entries(configuration.applications);
    if (application !== undefined)
      requireName(
        'application',
        application,
        configured.map(([name]) => name),
      );
    const store = createSqlStore(database);
    const read: ApplicationStatus[] = [];
    for (const [name, { enabled, directory, connector, provisioning, twoWay }] of configured) {
      if (application !== undefined && name !== application) continue;
      const { schedule: schedules } = provisioning;
      const configuredBack = twoWay && { twoWay: twoWay.source.includes('poll') ? { poll: twoWay.poll } : {} };
      const known = { name, enabled, directory, connector, schedules, ...configuredBack };
      read.push(await readStatus(store, known, wanted));
    }
    // What a server that has ended said of its file is nobody's concern.
    const runs = findRunningServer(configuration.dataFolder) !== undefined;
    const note = runs ? await findConfigurationNote(database) : undefined;
    const deliveries = configuration.notify ? await findDeliveries(createSettings(database)) : [];
    const strangers = application === undefined ? await findStrangeOwners(store.resources, configuration) : [];
    const receivers = await readReceivers(configuration, database);
    if (json) {
      const owners = strangers.length === 0 ? {} : { strangeOwners: strangers };
      const notify = deliveries.length === 0 ? {} : { notify: deliveries };
      const applications = read.map(publishStatus);
      const events = receivers.length === 0 ? {} : { events: receivers };
      terminal.print(
        JSON.stringify(
          { ...(note && { configuration: note }), ...notify, ...owners, ...events, applications },
          null,
          2,
        ),
      );
      return exitCode.ok;
    }
    if (note) showConfigurationNote(terminal, note);
    showDeliveries(terminal, deliveries);
    showStrangeOwners(terminal, strangers);
    for (const receiver of receivers) showTrouble(terminal, receiver);
    if (read.length === 0)
      terminal.print('There is no application yet. Add one under `applications` in linkspan.yaml.');
    else for (const one of read) showStatus(terminal, one);
    return exitCode.ok;
  });
  return found.catch((error: unknown) => {
    if (error instanceof ConfigurationError)
      terminal.complain('A server that runs already goes on with the configuration that it has.');
    throw error;
  });
}
