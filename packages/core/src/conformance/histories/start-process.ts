import type { Dispatcher } from 'undici';
import type { ConnectorContext, ConnectorLog } from '../../connector/connector.js';
import { createHttpClient } from '../../connector/create-http-client.js';
import type { Store } from '../../store/store.js';
import type { GuardPolicy } from '../../sync/application.js';
import { createOrchestrator } from '../../sync/create-orchestrator.js';
import { defaultPolicy, everyOperation } from '../../sync/default-policy.js';
import type { Orchestrator } from '../../sync/orchestrator.js';
import { directory } from './commit-change.js';
import { editors } from './create-identity-provider.js';
import { createMortal, type Mortal } from './create-mortal.js';
import { faultyConnector } from './faulty-connector.js';
import type { History } from './history.js';

export const application = 'faulty';

export interface Process {
  readonly mortal: Mortal;
  readonly orchestrator: Orchestrator;
  /** Warnings that no fault of the site explains. */
  readonly alarms: readonly string[];
}

export interface World {
  readonly dispatcher: Dispatcher;
  readonly history: Pick<History, 'way' | 'drift' | 'onDelete' | 'groups'>;
  random(): number;
}

const unguarded: GuardPolicy = {
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
];

/** One server process with one application, begun but not awaited: it may die before it has started. */
export function startProcess(store: Store, { dispatcher, history, random }: World): Process {
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
  const { way, drift, onDelete, groups } = history;
  const mode = way === 'changes' ? 'changes' : 'full';
  const schedules = [{ cron: '*/20 * * * * *', timezone: 'Etc/UTC', mode, operations: everyOperation } as const];
  const orchestrator = createOrchestrator({
    store: mortal.store,
    applications: [
      {
        name: application,
        directory,
        module: faultyConnector,
        connector: connect(context),
        credentials: 'the same',
        policy: {
          ...defaultPolicy,
          automatic: way === 'full' || way === 'changes' ? false : everyOperation,
          schedules: way === 'automatic' ? [] : schedules,
          roles: { [editors]: 'editor' },
          ...(groups && { groups: { provision: 'all', ...groups } }),
          leaving: { ...defaultPolicy.leaving, onDelete },
          drift,
          guards: unguarded,
        },
      },
    ],
    log,
    guardsOf: () => unguarded,
    random,
  });
  orchestrator.start().catch((error: unknown) => alarms.push(`could not start: ${error}`));
  return { mortal, orchestrator, alarms };
}

function connect(context: ConnectorContext) {
  const connector = faultyConnector.connect?.({ url: 'http://faulty.example' }, context);
  if (connector === undefined) throw new Error('the connector does not connect');
  return connector;
}

function describe(data: object): string {
  return 'error' in data && data.error instanceof Error
    ? (data.error.stack ?? data.error.message)
    : JSON.stringify(data);
}
