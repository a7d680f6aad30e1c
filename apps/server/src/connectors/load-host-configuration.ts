import { applicationSection } from '../config/application-section.js';
import { clientSection } from '../config/client-section.js';
import type { Configuration, ConfigurationSource } from '../config/configuration.js';
import { eventSection } from '../config/event-section.js';
import { locate } from '../config/find-shape-problems.js';
import { notifySection } from '../config/notify-section.js';
import { ConfigurationError, type Problem } from '../config/problem.js';
import { readCertificate } from '../config/read-certificate.js';
import { type ConfigurationReading, keepValid, readConfiguration } from '../config/read-configuration.js';
import type { EventReceiver } from '../events/event-receiver.js';
import { readInstallationKey } from '../installation/read-installation-key.js';
import type { ApplicationPlan } from './application-plan.js';
import type { Client } from './client.js';
import { type ImportedConnector, importConnector } from './import-connector.js';
import { prepareApplication } from './prepare-application.js';
import { prepareClient } from './prepare-client.js';
import { prepareEventReceiver } from './prepare-event-receiver.js';
import { type Notify, prepareNotify } from './prepare-notify.js';

/** Everything that the server is to be, checked: the file, the packages that it names, and their secrets. */
export interface HostConfiguration {
  readonly configuration: Configuration;
  readonly clients: readonly Client[];
  /** Those that are enabled. */
  readonly applications: readonly ApplicationPlan[];
  /** Who is told of changes by security events. */
  readonly events: readonly EventReceiver[];
  /** Absent: nobody is told anything. */
  readonly notify?: Notify | undefined;
}

/** @throws ConfigurationError with every problem that there is, not only the first kind. */
export async function loadHostConfiguration(source: ConfigurationSource): Promise<HostConfiguration> {
  const reading = readConfiguration(source);
  const parties = await prepareParties(reading, source.environment);
  const told = readNotify(reading, source.environment);
  const receivers = readReceivers(reading, source.environment);
  const problems = [
    ...reading.problems,
    ...parties.problems,
    ...told.problems,
    ...receivers.problems,
    ...findCertificateProblems(reading.configuration),
    ...findKeyProblems(reading.configuration, source.environment),
  ];
  if (problems.length > 0 || !reading.configuration) {
    throw new ConfigurationError(
      reading.source,
      problems.sort((left, right) => (left.line ?? 0) - (right.line ?? 0)),
    );
  }
  const { clients, applications } = parties;
  return {
    configuration: reading.configuration,
    clients,
    applications,
    events: receivers.events,
    notify: told.notify,
  };
}

interface Parties {
  readonly clients: readonly Client[];
  readonly applications: readonly ApplicationPlan[];
  readonly problems: readonly Problem[];
}

/** Sections that are well-formed by themselves are judged even where others are not. */
async function prepareParties(
  { raw, folder, withLine, types }: ConfigurationReading,
  environment: ConfigurationSource['environment'],
): Promise<Parties> {
  const secrets = { environment, folder };
  const clients: Client[] = [];
  const applications: ApplicationPlan[] = [];
  const problems: Problem[] = [];
  for (const [name, section] of Object.entries(keepValid(raw.clients, clientSection))) {
    const imported = section.connector === undefined ? undefined : await importConnector(section.connector, folder);
    if (imported && 'unusable' in imported) {
      problems.push(withLine(locate(['clients', name, 'connector'], imported.unusable)));
      continue;
    }
    const prepared = prepareClient(name, section, imported?.module, secrets);
    problems.push(...prepared.problems.map(withLine));
    clients.push(prepared.client);
  }
  for (const [name, section] of Object.entries(keepValid(raw.applications, applicationSection))) {
    // Without the schemas nobody knows what an application may be mapped from.
    if (!section.enabled || types === undefined) continue;
    const imported: ImportedConnector = await importConnector(section.connector, folder);
    if ('unusable' in imported) {
      problems.push(withLine(locate(['applications', name, 'connector'], imported.unusable)));
      continue;
    }
    const prepared = await prepareApplication(name, section, imported.module, secrets, types);
    problems.push(...prepared.problems.map(withLine));
    if (prepared.plan) applications.push(prepared.plan);
  }
  return { clients, applications, problems };
}

function readReceivers(
  { raw, folder, withLine }: ConfigurationReading,
  environment: ConfigurationSource['environment'],
): { readonly events: readonly EventReceiver[]; readonly problems: readonly Problem[] } {
  const prepared = Object.entries(keepValid(raw.events, eventSection)).map(([name, section]) =>
    prepareEventReceiver(name, section, { environment, folder }),
  );
  return {
    events: prepared.map(({ receiver }) => receiver),
    problems: prepared.flatMap(({ problems }) => problems.map(withLine)),
  };
}

function readNotify(
  { raw, folder, withLine }: ConfigurationReading,
  environment: ConfigurationSource['environment'],
): { readonly notify?: Notify; readonly problems: readonly Problem[] } {
  const { data } = notifySection.safeParse(raw.notify);
  if (!data) return { problems: [] };
  const { notify, problems } = prepareNotify(data, { environment, folder });
  return { notify, problems: problems.map(withLine) };
}

function findCertificateProblems(configuration: Configuration | undefined): readonly Problem[] {
  const tls = configuration?.server.tls;
  if (!configuration || !tls) return [];
  const certificate = readCertificate(tls, configuration.folder);
  return 'problem' in certificate ? [certificate.problem] : [];
}

function findKeyProblems(
  configuration: Configuration | undefined,
  environment: ConfigurationSource['environment'],
): readonly Problem[] {
  const key = configuration && readInstallationKey(configuration.dataFolder, environment);
  return key && 'problem' in key ? [key.problem] : [];
}
