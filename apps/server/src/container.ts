import 'reflect-metadata';
import {
  type Application,
  type ConnectorModule,
  createOrchestrator,
  createScimServer,
  type Orchestrator,
  type ScimServer,
  type Store,
} from '@linkspan/core';
import type { Express } from 'express';
import type { Logger } from 'pino';
import { type DependencyContainer, type InjectionToken, instanceCachingFactory, container as root } from 'tsyringe';
import { connectApplication } from './connectors/connect-application.js';
import { createQuarantine } from './connectors/create-quarantine.js';
import type { HostConfiguration } from './connectors/load-host-configuration.js';
import { createHttpApp } from './http/create-http-app.js';
import { createWriteProbe } from './http/create-write-probe.js';
import { createReadiness, type Readiness } from './http/readiness.js';
import { createScimEndpoint } from './http/scim-endpoint.js';
import type { InstallationKey } from './installation/installation-key.js';
import { createRequestLog, type RequestLog } from './requests/create-request-log.js';
import { createStrayLog, type StrayLog } from './requests/create-stray-log.js';
import { limitRefused } from './requests/limit-refused.js';
import { createSqlStore, type Database, saveSetting, sql } from './store/index.js';
import { createAuthenticate } from './tokens/create-authenticate.js';
import { createTokenStore, type TokenStore } from './tokens/token-store.js';
import { createUseNotes, type UseNotes } from './tokens/use-notes.js';

/** What had to be waited for: opened and imported before anything is composed. */
export interface Parts extends HostConfiguration {
  readonly database: Database;
  readonly key: InstallationKey;
  readonly log: Logger;
  /** Aborted when the host is disposed of. */
  readonly signal: AbortSignal;
  /** What identity providers reach this server by, without a slash at the end. */
  publicUrl(): string;
}

/** Everything that the host is made of, each made when first asked for. */
export interface Composition {
  readonly store: Store;
  readonly tokens: TokenStore;
  readonly applications: readonly Application[];
  readonly orchestrator: Orchestrator;
  readonly requestLog: RequestLog;
  readonly strayLog: StrayLog;
  readonly useNotes: UseNotes;
  readonly readiness: Readiness;
  readonly app: Express;
}

/** Every connector package that the configuration names is registered under this one token. */
const connectorToken: InjectionToken<ConnectorModule> = Symbol('connector');
const storeToken: InjectionToken<Store> = Symbol('store');
const tokensToken: InjectionToken<TokenStore> = Symbol('tokens');
const applicationsToken: InjectionToken<readonly Application[]> = Symbol('applications');
const orchestratorToken: InjectionToken<Orchestrator> = Symbol('orchestrator');
const scimToken: InjectionToken<ScimServer> = Symbol('scim');
const requestLogToken: InjectionToken<RequestLog> = Symbol('request log');
const strayLogToken: InjectionToken<StrayLog> = Symbol('stray log');
const useNotesToken: InjectionToken<UseNotes> = Symbol('use notes');
const readinessToken: InjectionToken<Readiness> = Symbol('readiness');
const appToken: InjectionToken<Express> = Symbol('app');

/** The composition root: the one place that knows who needs whom. What it makes is disposed of in `main.ts`. */
export function compose(parts: Parts): Composition {
  const container = root.createChildContainer();
  const { configuration, clients, database, log } = parts;
  const provide = <Part>(token: InjectionToken<Part>, make: (container: DependencyContainer) => Part) =>
    container.register(token, { useFactory: instanceCachingFactory(make) });

  for (const module of listModules(parts)) container.register(connectorToken, { useValue: module });
  provide(storeToken, () => createSqlStore(database));
  provide(tokensToken, () => createTokenStore(database));
  provide(applicationsToken, (inner) =>
    connectApplications(parts, inner.isRegistered(connectorToken) ? inner.resolveAll(connectorToken) : []),
  );
  provide(orchestratorToken, (inner) =>
    createOrchestrator({
      store: inner.resolve(storeToken),
      applications: inner.resolve(applicationsToken),
      log,
      quarantine: createQuarantine(clients),
    }),
  );
  provide(scimToken, (inner) =>
    createScimServer({
      resources: inner.resolve(storeToken).resources,
      onCommit: () => inner.resolve(orchestratorToken).hint(),
      log,
      limits: { bodyBytes: configuration.server.bodyLimit },
    }),
  );
  provide(useNotesToken, (inner) => createUseNotes(inner.resolve(tokensToken), log));
  provide(requestLogToken, () => createRequestLog({ database, log }));
  provide(strayLogToken, () => createStrayLog({ database, log }));
  provide(readinessToken, () =>
    createReadiness({
      ping: () => database.read.all(sql`select 1`),
      writes: createWriteProbe({
        // A row of its own: an update of nothing would write nothing, and find no full disk.
        write: () => saveSetting(database, 'write-probe', String(Date.now())),
        onFailure: (error) => log.error({ err: error }, 'the database takes no writes'),
      }),
    }),
  );
  provide(appToken, (inner) => {
    const requestLog = inner.resolve(requestLogToken);
    const useNotes = inner.resolve(useNotesToken);
    const tokens = inner.resolve(tokensToken);
    const scimEndpoint = createScimEndpoint({
      scim: inner.resolve(scimToken),
      authenticate: createAuthenticate({ clients, findToken: tokens.find, noteUse: useNotes.note }),
      record: limitRefused(requestLog.record, clients),
      log,
      publicUrl: parts.publicUrl,
      bodyLimit: configuration.server.bodyLimit,
    });
    const names = new Set(clients.map(({ name }) => name));
    return createHttpApp({
      scimEndpoint,
      readiness: inner.resolve(readinessToken),
      strayLog: inner.resolve(strayLogToken),
      isClient: (name) => names.has(name),
      log,
      trustProxy: configuration.server.trustProxy,
    });
  });

  return {
    get store() {
      return container.resolve(storeToken);
    },
    get tokens() {
      return container.resolve(tokensToken);
    },
    get applications() {
      return container.resolve(applicationsToken);
    },
    get orchestrator() {
      return container.resolve(orchestratorToken);
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
    get app() {
      return container.resolve(appToken);
    },
  };
}

function listModules({ clients, applications }: HostConfiguration): ReadonlySet<ConnectorModule> {
  return new Set([...clients, ...applications].flatMap(({ module }) => (module ? [module] : [])));
}

function connectApplications(parts: Parts, modules: readonly ConnectorModule[]): readonly Application[] {
  const { applications, key, log, signal } = parts;
  return applications.map((plan) => {
    const module = modules.find((one) => one === plan.module);
    if (!module) throw new Error(`${plan.name}: its connector is not registered`);
    return connectApplication({ ...plan, module }, { key, log: log.child({ application: plan.name }), signal });
  });
}
