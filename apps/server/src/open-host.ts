import type { Application } from '@linkspan/core';
import type { Logger } from 'pino';
import type { ConfigurationSource } from './config/configuration.js';
import { type HostConfiguration, loadHostConfiguration } from './connectors/load-host-configuration.js';
import { type Composition, compose } from './container.js';
import { localUrlOf, publicUrlOf } from './http/server-urls.js';
import { openInstallationKey } from './installation/installation-key.js';
import { openMetricsToken } from './metrics/metrics-token.js';
import { openConfiguredDatabase } from './open-installation.js';
import type { Database } from './store/index.js';
import { openTelemetry } from './telemetry/open-telemetry.js';
import { noTelemetry, type Telemetry } from './telemetry/telemetry.js';

export interface HostOptions extends ConfigurationSource {
  readonly log: Logger;
}

/** Configuration, database and connectors, opened and composed: what the server and the command line both stand on. */
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
  const ending = new AbortController();
  let telemetry: Telemetry = noTelemetry;
  let listen = server.listen;
  const localUrl = () => localUrlOf({ ...server, listen });
  const publicUrl = () => publicUrlOf({ ...server, listen });
  try {
    const key = openInstallationKey(dataFolder, source.environment);
    telemetry = await openTelemetry(source.environment, log);
    const parts = compose({
      ...loaded,
      database,
      key,
      log,
      telemetry,
      metricsToken: () => openMetricsToken(dataFolder, source.environment),
      signal: ending.signal,
      publicUrl,
    });
    const { applications } = parts;
    return {
      ...loaded,
      database,
      log,
      parts,
      localUrl,
      publicUrl,
      listensOn(port) {
        listen = { ...listen, port };
      },
      async close() {
        ending.abort();
        await disposeOf(applications, log);
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

async function disposeOf(applications: readonly Application[], log: Logger): Promise<void> {
  for (const { name, connector } of applications) {
    try {
      await connector.dispose?.();
    } catch (error) {
      log.warn({ application: name, err: error }, 'connector did not end cleanly');
    }
  }
}
