import type { Dispatcher } from 'undici';
import type { ConnectorContext, ConnectorLog, ConnectorModule } from '../../connector/connector.js';
import { createHttpClient } from '../../connector/create-http-client.js';
import type { Store } from '../../store/store.js';
import type { ApplicationPolicy, GuardPolicy } from '../../sync/application.js';
import { createOrchestrator } from '../../sync/create-orchestrator.js';
import type { Orchestrator } from '../../sync/orchestrator.js';
import { directory } from './commit-change.js';
import { createMortal, type Mortal } from './create-mortal.js';

export const application = 'faulty';

export interface Process {
  readonly mortal: Mortal;
  readonly orchestrator: Orchestrator;
  /** Warnings that no fault of the site explains. */
  readonly alarms: readonly string[];
}

export interface Surroundings {
  readonly dispatcher: Dispatcher;
  random(): number;
}

export const unguarded: GuardPolicy = {
  window: 86_400_000,
  deactivate: {},
  delete: {},
  privileged: {},
  wipe: {},
  emptied: {},
};

/** Said only when something within failed; the site's faults have other words. */
const alarming: readonly string[] = [
  'link could not be worked on',
  'connector fault',
  'drain round failed',
  'expanding changes failed',
  'scheduled run failed',
  'runs could not be looked at',
  'application halted',
  'pull round failed',
];

/** One server process with one application, begun but not awaited: it may die before it has started. */
export function beginProcess(
  store: Store,
  { dispatcher, random }: Surroundings,
  { module, policy }: { readonly module: ConnectorModule; readonly policy: ApplicationPolicy },
): Process {
  const alarms: string[] = [];
  const mortal = createMortal({ store, dispatcher });
  const log: ConnectorLog = {
    debug() {},
    info() {},
    warn(data, message) {
      if (!mortal.dead && alarming.includes(message)) alarms.push(`${message} ${describe(data)}`);
    },
  };
  const signal = new AbortController().signal;
  const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
  const context: ConnectorContext = {
    log,
    now: Date.now,
    signal,
    http: (options) =>
      createHttpClient(options, { log, name: 'faulty', signal, sleep, random, dispatcher: mortal.dispatcher }),
  };
  const orchestrator = createOrchestrator({
    store: mortal.store,
    applications: [
      { name: application, directory, module, connector: connect(module, context), credentials: 'the same', policy },
    ],
    log,
    guardsOf: () => unguarded,
    random,
  });
  orchestrator.start().catch((error: unknown) => alarms.push(`could not start: ${error}`));
  return { mortal, orchestrator, alarms };
}

function connect(module: ConnectorModule, context: ConnectorContext) {
  const connector = module.connect?.({ url: 'http://faulty.example' }, context);
  if (connector === undefined) throw new Error('the connector does not connect');
  return connector;
}

function describe(data: object): string {
  return 'error' in data && data.error instanceof Error
    ? (data.error.stack ?? data.error.message)
    : JSON.stringify(data);
}
