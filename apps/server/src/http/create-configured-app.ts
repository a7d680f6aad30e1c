import type { Orchestrator, ScimServer } from '@linkspan/core';
import type { Express } from 'express';
import type { Logger } from 'pino';
import { createAuthenticate } from '../authentication/create-authenticate.js';
import type { HostConfiguration } from '../connectors/load-host-configuration.js';
import type { DoctorWard } from '../doctor/create-doctor-ward.js';
import type { EventParts } from '../events/create-event-parts.js';
import { createPollEndpoint } from '../events/create-poll-endpoint.js';
import { answerJwks } from '../keys/answer-jwks.js';
import { answerMetrics } from '../metrics/answer-metrics.js';
import type { Metrics } from '../metrics/create-metrics.js';
import type { MetricsToken } from '../metrics/metrics-token.js';
import { createTokenEndpoint } from '../oauth/token-endpoint.js';
import type { RequestLog } from '../requests/create-request-log.js';
import type { StrayLog } from '../requests/create-stray-log.js';
import { limitRefused } from '../requests/limit-refused.js';
import type { TokenStore } from '../tokens/token-store.js';
import type { UseNotes } from '../tokens/use-notes.js';
import { createHttpApp } from './create-http-app.js';
import { createTrustsPeer } from './create-trusts-peer.js';
import { createHookEndpoint } from './hook-endpoint.js';
import type { Readiness } from './readiness.js';
import type { RequestObserver } from './request-observer.js';
import { createScimEndpoint } from './scim-endpoint.js';

/** What lasts as long as the process, and answers by one configuration after the other. */
export interface AppParts {
  readonly scim: ScimServer;
  readonly tokens: TokenStore;
  readonly useNotes: UseNotes;
  readonly doctor: DoctorWard;
  readonly eventParts: EventParts;
  readonly readiness: Readiness;
  readonly metrics: Metrics;
  readonly requestLog: RequestLog;
  readonly strayLog: StrayLog;
  readonly observe: RequestObserver;
  readonly log: Logger;
  receiveWebhook: Orchestrator['receiveWebhook'];
  metricsToken(): MetricsToken;
  publicUrl(): string;
}

/** Everything that is served, by one configuration. */
export function createConfiguredApp(
  parts: AppParts,
  { configuration, clients, applications, events }: HostConfiguration,
): Express {
  const { scim, tokens, doctor, eventParts, readiness, metrics, strayLog, log, publicUrl } = parts;
  const { bodyLimit, trustProxy } = configuration.server;
  const names = new Set(clients.map(({ name }) => name));
  const reached = new Set(applications.map(({ name }) => name));
  const isTrustedProxy = createTrustsPeer(() => trustProxy);
  const record = limitRefused(parts.requestLog.record, clients);
  return createHttpApp({
    scimEndpoint: createScimEndpoint({
      scim,
      authenticate: createAuthenticate({
        clients,
        findToken: tokens.find,
        noteUse: parts.useNotes.note,
        isTrustedProxy,
      }),
      record,
      observe: parts.observe,
      log,
      publicUrl,
      bodyLimit,
    }),
    // Not watched and not recorded: no person has asked.
    doctorEndpoint: createScimEndpoint({
      scim: doctor.scim,
      authenticate: doctor.authenticate(clients),
      record: () => undefined,
      observe: (_start, work) => work(),
      log,
      publicUrl,
      bodyLimit,
    }),
    hookEndpoint: createHookEndpoint({
      receiveWebhook: parts.receiveWebhook,
      isApplication: (name) => reached.has(name),
      note: metrics.noteWebhook,
      log,
    }),
    tokenEndpoint: createTokenEndpoint({ clients, tokens, isTrustedProxy, record, log }),
    pollEndpoint: createPollEndpoint({
      ...eventParts,
      receivers: events,
      isStopping: () => readiness.phase === 'stopping',
      log,
    }),
    answerJwks: answerJwks(eventParts.keys),
    readiness,
    answerMetrics: answerMetrics(metrics, parts.metricsToken()),
    strayLog,
    isClient: (name) => names.has(name),
    log,
    trustProxy,
  });
}
