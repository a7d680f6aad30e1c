import 'reflect-metadata';
import type { RequestListener } from 'node:http';
import {
  type Application,
  type ConnectorModule,
  createOrchestrator,
  createScimServer,
  defaultGuards,
  defaultLimits,
  type Orchestrator,
  type ScimLimits,
  type ScimServer,
  type Store,
} from '@linkspan/core';
import type { Express } from 'express';
import type { Logger } from 'pino';
import { type DependencyContainer, type InjectionToken, instanceCachingFactory, container as root } from 'tsyringe';
import type { ConnectedApplication } from './connectors/connect-application.js';
import { connectApplications, disconnectApplications } from './connectors/connect-applications.js';
import { createPasswordTaking, openPassword } from './connectors/create-password-taking.js';
import { createQuarantine } from './connectors/create-quarantine.js';
import type { HostConfiguration } from './connectors/load-host-configuration.js';
import { createHintPacer } from './create-hint-pacer.js';
import { createDoctorWard, type DoctorWard } from './doctor/create-doctor-ward.js';
import { createVisitStore } from './doctor/visit-store.js';
import { createEventParts, type EventParts } from './events/create-event-parts.js';
import { listEventUris } from './events/event-uri.js';
import { createConfiguredApp } from './http/create-configured-app.js';
import { createWriteProbe } from './http/create-write-probe.js';
import { createReadiness, type Readiness } from './http/readiness.js';
import { indexDeclaredValues } from './installation/index-declared-values.js';
import type { InstallationKey } from './installation/installation-key.js';
import { countChangesBack } from './metrics/count-changes-back.js';
import { createMetrics, type Metrics } from './metrics/create-metrics.js';
import type { MetricsToken } from './metrics/metrics-token.js';
import { rememberFor } from './metrics/remember-for.js';
import { createRequestLog, type RequestLog } from './requests/create-request-log.js';
import { createStrayLog, type StrayLog } from './requests/create-stray-log.js';
import { hiddenNamesOf } from './requests/hidden-names-of.js';
import { createSqlStore, type Database, readFigures, saveSetting, sql } from './store/index.js';
import { nestObservers, type Watcher } from './telemetry/nest-observers.js';
import type { Telemetry } from './telemetry/telemetry.js';
import { createTokenStore, type TokenStore } from './tokens/token-store.js';
import { createUseNotes, type UseNotes } from './tokens/use-notes.js';

/** What had to be waited for and lasts as long as the process. */
export interface Parts {
  readonly database: Database;
  readonly key: InstallationKey;
  readonly log: Logger;
  readonly telemetry: Telemetry;
  /** Who may read the metrics; asked for when there is something that serves them. */
  metricsToken(): MetricsToken;
  /** What identity providers reach this server by, without a slash at the end. */
  publicUrl(): string;
}

/** Everything that the host is made of, each made when first asked for. */
export interface Composition {
  readonly store: Store;
  readonly tokens: TokenStore;
  readonly orchestrator: Orchestrator;
  readonly eventParts: EventParts;
  readonly metrics: Metrics;
  readonly requestLog: RequestLog;
  readonly strayLog: StrayLog;
  readonly useNotes: UseNotes;
  readonly readiness: Readiness;
  /** Answers each request by the configuration that holds when it comes. */
  readonly app: RequestListener;
  /** The configuration that holds. */
  readonly present: HostConfiguration;
  readonly applications: readonly Application[];
  /**
   * Another configuration holds from now on, whole: requests and applications that are under way end by the former one.
   * @throws what a connector throws that cannot be made; then the former one holds. Whatever is thrown later leaves the new one in force
   * with some applications not started: call it again.
   */
  use(next: HostConfiguration): Promise<void>;
  /** Ends the connectors. */
  disconnect(): Promise<void>;
}

/** What is made anew for each configuration. */
interface Configured {
  readonly loaded: HostConfiguration;
  readonly limits: Partial<ScimLimits>;
  readonly connected: readonly ConnectedApplication[];
  readonly quarantine: ReturnType<typeof createQuarantine>;
  readonly app: Express;
}

/** Every connector package that a configuration names is registered under this one token. */
const connectorToken: InjectionToken<ConnectorModule> = Symbol('connector');
const storeToken: InjectionToken<Store> = Symbol('store');
const tokensToken: InjectionToken<TokenStore> = Symbol('tokens');
const connectedToken: InjectionToken<readonly ConnectedApplication[]> = Symbol('connected applications');
const quarantineToken: InjectionToken<Configured['quarantine']> = Symbol('quarantine');
const orchestratorToken: InjectionToken<Orchestrator> = Symbol('orchestrator');
const metricsToken: InjectionToken<Metrics> = Symbol('metrics');
const watcherToken: InjectionToken<Watcher> = Symbol('watcher');
const scimToken: InjectionToken<ScimServer> = Symbol('scim');
const eventPartsToken: InjectionToken<EventParts> = Symbol('event parts');
const requestLogToken: InjectionToken<RequestLog> = Symbol('request log');
const strayLogToken: InjectionToken<StrayLog> = Symbol('stray log');
const useNotesToken: InjectionToken<UseNotes> = Symbol('use notes');
const readinessToken: InjectionToken<Readiness> = Symbol('readiness');
const doctorToken: InjectionToken<DoctorWard> = Symbol('doctor');
const appToken: InjectionToken<Express> = Symbol('app');

/**
 * The composition root: the one place that knows who needs whom. One container lasts as long as the process; what depends on the
 * configuration is in a child of it, which is swapped whole. What it makes is disposed of in `main.ts`.
 */
export function compose(parts: Parts, first: HostConfiguration): Composition {
  const { database, key, log, telemetry } = parts;
  const container = root.createChildContainer();
  let present = configure(first, []);
  /** Of former configurations, until the orchestrator has let go of them. */
  let former: readonly ConnectedApplication[] = [];

  provide(container, storeToken, () => createSqlStore(database));
  provide(container, tokensToken, () => createTokenStore(database));
  provide(container, metricsToken, () =>
    createMetrics({
      readFigures: rememberFor(figuresAge, () => readFigures(database, figuresNow())),
      isClient: (name) => present.loaded.clients.some((client) => client.name === name),
      isApplication: (name) => present.loaded.applications.some((application) => application.name === name),
    }),
  );
  provide(container, watcherToken, () => nestObservers(container.resolve(metricsToken), telemetry));
  provide(container, orchestratorToken, () =>
    createOrchestrator({
      store: countChangesBack(container.resolve(storeToken), container.resolve(metricsToken).noteChangeBack),
      onCommit: committed,
      observer: container.resolve(watcherToken).observer,
      applications: present.connected.map(({ application }) => application),
      log,
      quarantine: (resource) => present.quarantine(resource),
      openPassword: (sealed, owner) => openPassword(key, sealed, owner),
      guardsOf: (client) => present.loaded.configuration.clients[client]?.guards ?? defaultGuards,
    }),
  );
  provide(container, scimToken, () =>
    createScimServer({
      resources: telemetry.traceCommits(container.resolve(storeToken).resources),
      onCommit: committed,
      typesOf: () => present.loaded.configuration.types,
      eventUrisOf: (directory) =>
        listEventUris(present.loaded.events.filter((receiver) => receiver.directory === directory)),
      passwordsOf: (directory) => createPasswordTaking(present.loaded.applications, directory, key),
      log,
      limits: () => present.limits,
      cursorKey: Buffer.from(parts.key.hash('scim cursors'), 'hex'),
    }),
  );
  provide(container, eventPartsToken, () =>
    createEventParts({
      ...parts,
      typesOf: () => present.loaded.configuration.types,
      scim: () => container.resolve(scimToken),
      resources: container.resolve(storeToken).resources,
    }),
  );
  provide(container, useNotesToken, () => createUseNotes(container.resolve(tokensToken), log));
  provide(container, requestLogToken, () =>
    createRequestLog({
      database,
      log,
      reads: () => present.loaded.configuration.requests.reads,
      hidden: () => hiddenNamesOf(present.loaded.configuration.types),
    }),
  );
  provide(container, strayLogToken, () => createStrayLog({ database, log }));
  provide(container, doctorToken, () =>
    createDoctorWard({
      findVisit: createVisitStore(database).find,
      typesOf: () => present.loaded.configuration.types,
      log,
    }),
  );
  provide(container, readinessToken, () =>
    createReadiness({
      ping: () => database.read.all(sql`select 1`),
      writes: createWriteProbe({
        // A row of its own: an update of nothing would write nothing, and find no full disk.
        write: () => saveSetting(database, 'write-probe', String(Date.now())),
        onFailure: (error) => log.error({ err: error }, 'the database takes no writes'),
      }),
    }),
  );

  const committed = createHintPacer(() => {
    container.resolve(orchestratorToken).hint();
    container.resolve(eventPartsToken).hints.tell();
  });

  function configure(loaded: HostConfiguration, before: readonly ConnectedApplication[]): Configured {
    const inner = composeConfigured(container.createChildContainer(), parts, loaded, before);
    return {
      loaded,
      limits: limitsOf(loaded),
      get connected() {
        return inner.resolve(connectedToken);
      },
      get quarantine() {
        return inner.resolve(quarantineToken);
      },
      get app() {
        return inner.resolve(appToken);
      },
    };
  }

  return {
    get store() {
      return container.resolve(storeToken);
    },
    get tokens() {
      return container.resolve(tokensToken);
    },
    get orchestrator() {
      return container.resolve(orchestratorToken);
    },
    get eventParts() {
      return container.resolve(eventPartsToken);
    },
    get metrics() {
      return container.resolve(metricsToken);
    },
    get requestLog() {
      return container.resolve(requestLogToken);
    },
    get strayLog() {
      return container.resolve(strayLogToken);
    },
    get useNotes() {
      return container.resolve(useNotesToken);
    },
    get readiness() {
      return container.resolve(readinessToken);
    },
    app: (request, response) => present.app(request, response),
    get present() {
      return present.loaded;
    },
    get applications() {
      return present.connected.map(({ application }) => application);
    },
    async use(next) {
      const following = configure(next, present.connected);
      const applications = following.connected.map(({ application }) => application);
      former = [...former, ...present.connected];
      present = following;
      await indexDeclaredValues(database, next.configuration.types, log);
      await container.resolve(orchestratorToken).replace(applications);
      await disconnectApplications(former, following.connected, log);
      former = [];
    },
    disconnect() {
      container.resolve(doctorToken).close();
      return disconnectApplications([...former, ...present.connected], [], log);
    },
  };
}

/** The endpoint has measured the body. */
function limitsOf({ configuration }: HostConfiguration): Partial<ScimLimits> {
  const { limits, bodyLimit } = configuration.server;
  return {
    ...limits,
    bodyBytes: Number.POSITIVE_INFINITY,
    bulkBytes: Math.min(defaultLimits.bulkBytes, bodyLimit),
  };
}

function composeConfigured(
  container: DependencyContainer,
  parts: Parts,
  loaded: HostConfiguration,
  before: readonly ConnectedApplication[],
): DependencyContainer {
  const { key, log } = parts;
  const { clients, applications } = loaded;
  for (const { module } of [...clients, ...applications]) {
    if (module) container.register(connectorToken, { useValue: module });
  }
  provide(container, connectedToken, () => {
    const registered = container.isRegistered(connectorToken) ? container.resolveAll(connectorToken) : [];
    const stranger = applications.find(({ module }) => !registered.includes(module));
    if (stranger) throw new Error(`${stranger.name}: its connector is not registered`);
    return connectApplications(applications, before, { key, log });
  });
  provide(container, quarantineToken, () => createQuarantine(clients));
  provide(container, appToken, () =>
    createConfiguredApp(
      {
        ...parts,
        scim: container.resolve(scimToken),
        tokens: container.resolve(tokensToken),
        useNotes: container.resolve(useNotesToken),
        doctor: container.resolve(doctorToken),
        eventParts: container.resolve(eventPartsToken),
        readiness: container.resolve(readinessToken),
        metrics: container.resolve(metricsToken),
        requestLog: container.resolve(requestLogToken),
        strayLog: container.resolve(strayLogToken),
        observe: container.resolve(watcherToken).observeRequest,
        receiveWebhook: (...call) => container.resolve(orchestratorToken).receiveWebhook(...call),
      },
      loaded,
    ),
  );
  return container;
}

function provide<Part>(container: DependencyContainer, token: InjectionToken<Part>, make: () => Part): void {
  container.register(token, { useFactory: instanceCachingFactory(make) });
}

/** Milliseconds. Several collectors, and whoever reloads a page, ask the database no oftener. */
const figuresAge = 10_000;
const day = 24 * 3_600_000;

function figuresNow(): Parameters<typeof readFigures>[1] {
  const now = Date.now();
  return { now, runsSince: now - day };
}
