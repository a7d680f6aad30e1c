import type { Application, Store } from '@linkspan/core';
import type { ReceiverStatus } from '../events/read-receivers.js';
import type { ConfigurationNote } from '../reload/configuration-note.js';
import type { HeldLinks } from '../store/index.js';
import type { TokenStore } from '../tokens/token-store.js';
import type { Condition } from './condition.js';
import { findApplicationConditions } from './find-application-conditions.js';
import { findEventConditions } from './find-event-conditions.js';
import { findHoldConditions } from './find-hold-conditions.js';
import { findLeaverConditions } from './find-leaver-conditions.js';
import { findRunConditions } from './find-run-conditions.js';
import { findTokenConditions } from './find-token-conditions.js';

export interface ConditionSources {
  readonly store: Pick<Store, 'applications' | 'links' | 'resources' | 'runs'>;
  readonly tokens: Pick<TokenStore, 'list'>;
  /** As configured now; of what is not, nobody is told. */
  applications(): readonly Pick<Application, 'name' | 'policy'>[];
  clients(): readonly string[];
  countHolds(): Promise<readonly HeldLinks[]>;
  countWaitingBack(): Promise<readonly HeldLinks[]>;
  findConfigurationNote(): Promise<ConfigurationNote | undefined>;
  /** Of security events. */
  readReceivers(): Promise<readonly ReceiverStatus[]>;
}

const mostRuns = 50;

/** Everything that a person should know of, as it is now. */
export async function findConditions(sources: ConditionSources, now: number): Promise<readonly Condition[]> {
  const { store, tokens } = sources;
  const applications = sources.applications();
  const isPresent = (application: string) => applications.some(({ name }) => name === application);
  const conditions: Condition[] = [];
  for (const application of applications) {
    const record = await store.applications.get(application.name);
    conditions.push(...findApplicationConditions(record));
    conditions.push(...(await findLeaverConditions(store, application, record, now)));
  }
  conditions.push(...findHoldConditions(await sources.countHolds(), isPresent));
  // What was left to a person is not asked of anybody once nothing comes back any more.
  const comesBack = (application: string) =>
    applications.some(({ name, policy }) => name === application && policy.twoWay !== undefined);
  conditions.push(...findHoldConditions(await sources.countWaitingBack(), comesBack));
  for (const client of sources.clients())
    conditions.push(...findTokenConditions(client, await tokens.list(client), now));
  const stopped = await store.runs.list({ state: 'stopped', limit: mostRuns });
  conditions.push(...findRunConditions(stopped, now).filter(({ application = '' }) => isPresent(application)));
  conditions.push(...findEventConditions(await sources.readReceivers()));
  const note = await sources.findConfigurationNote();
  if (note?.state === 'rejected') conditions.push(describeRejected(note));
  return conditions;
}

function describeRejected({ file, problems }: ConfigurationNote): Condition {
  return {
    key: 'configuration',
    kind: 'configuration',
    title: `The configuration was rejected, and the former one holds (${file})`,
    details: problems.map(({ path, message, remedy }) => `${path} ${message}. ${remedy}`),
    remedy: 'linkspan check',
    weight: 1,
  };
}
