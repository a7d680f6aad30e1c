import type { Logger } from 'pino';
import type { ConfigurationSource } from './config/configuration.js';
import { type HostConfiguration, loadHostConfiguration } from './connectors/load-host-configuration.js';
import { type Composition, compose } from './container.js';
import { localUrlOf, publicUrlOf } from './http/server-urls.js';
import { openInstallationKey } from './installation/installation-key.js';
import { type MetricsToken, openMetricsToken } from './metrics/metrics-token.js';
import { openConfiguredDatabase } from './open-installation.js';
import type { Database } from './store/index.js';
import { openTelemetry } from './telemetry/open-telemetry.js';
import { noTelemetry, type Telemetry } from './telemetry/telemetry.js';

export interface HostOptions extends ConfigurationSource {
  readonly log: Logger;
}

/** Configuration (the one that holds when it is asked for), database and connectors, opened and composed: what the server and the command line both stand on. */
export interface Host extends HostConfiguration {
  readonly database: Database;
  readonly log: Logger;
  readonly parts: Composition;
  /** Where it listens, for callers on this machine. */
  localUrl(): string;
  /** What identity providers reach this server by: as configured, else where it listens. */
  publicUrl(): string;
  /** For a `listen` with port 0: the port that was taken. */
  listensOn(port: number): void;
  /** Ends connectors, then the database. Once only. */
  close(): Promise<void>;
}

/** @throws ConfigurationError, DatabaseError and others whose message says what to do. */
export async function openHost({ log, ...source }: HostOptions): Promise<Host> {
  const loaded = await loadHostConfiguration(source);
  const { server, dataFolder } = loaded.configuration;
  const database = await openConfiguredDatabase(loaded.configuration);
  let listen = server.listen;
  let telemetry: Telemetry = noTelemetry;
  let token: MetricsToken | undefined;
  try {
    const key = openInstallationKey(dataFolder, source.environment);
    telemetry = await openTelemetry(source.environment, log);
    const parts: Composition = compose(
      {
        database,
        key,
        log,
        telemetry,
        metricsToken: () => {
          token ??= openMetricsToken(dataFolder, source.environment, log);
          return token;
        },
        publicUrl: () => publicUrlOf(reach()),
      },
      loaded,
    );
    const reach = () => ({ ...parts.present.configuration.server, listen });
    // Connected now, so that one that cannot be is told of at once.
    log.debug({ applications: parts.applications.map(({ name }) => name) }, 'applications connected');
    return {
      get configuration() {
        return parts.present.configuration;
      },
      get clients() {
        return parts.present.clients;
      },
      get applications() {
        return parts.present.applications;
      },
      get events() {
        return parts.present.events;
      },
      get notify() {
        return parts.present.notify;
      },
      database,
      log,
      parts,
      localUrl: () => localUrlOf(reach()),
      publicUrl: () => publicUrlOf(reach()),
      listensOn(port) {
        listen = { ...listen, port };
      },
      async close() {
        await parts.disconnect();
        await telemetry.close();
        await database.close();
      },
    };
  } catch (error) {
    await telemetry.close();
    await database.close();
    throw error;
  }
}
