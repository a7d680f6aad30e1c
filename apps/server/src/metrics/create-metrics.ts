import { ConnectorError, type Observer } from '@linkspan/core';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { HookOutcome } from '../http/hook-endpoint.js';
import type { RequestObserver } from '../http/request-observer.js';
import type { Figures } from '../store/index.js';
import { createFigureGauges } from './create-figure-gauges.js';
import { describeRequest } from './describe-request.js';

export interface MetricsOptions {
  /** What the database holds; rejects where it does not answer. */
  readFigures(): Promise<Figures>;
  isClient(name: string): boolean;
  isApplication(name: string): boolean;
  now?(): number;
}

export interface Metrics {
  readonly observer: Observer;
  readonly observeRequest: RequestObserver;
  noteWebhook(application: string, outcome: HookOutcome): void;
  /** Something that an application said was written into the directory. */
  noteChangeBack(application: string): void;
  /** How far somebody who follows the journal has come; undefined: it follows no more. */
  noteFollower(follower: string, seq: number | undefined): void;
  readonly contentType: string;
  /** In Prometheus' text format. */
  text(): Promise<string>;
}

/** Seconds. */
const requestBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const callBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const leaverBuckets = [1, 5, 15, 60, 300, 900, 3_600, 4 * 3_600, 24 * 3_600, 7 * 24 * 3_600];

/** Counts what happens in this process; what the database holds is asked when somebody reads. */
export function createMetrics({ readFigures, isClient, isApplication, now = Date.now }: MetricsOptions): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({
    name: 'linkspan_scim_requests_total',
    help: 'Requests to SCIM base URLs.',
    labelNames: ['client', 'method', 'resource', 'status'],
    registers,
  });
  const requestTime = new Histogram({
    name: 'linkspan_scim_request_duration_seconds',
    help: 'From the first byte of a request to the last of its answer.',
    labelNames: ['client', 'method', 'resource'],
    buckets: requestBuckets,
    registers,
  });
  const calls = new Counter({
    name: 'linkspan_application_calls_total',
    help: 'Calls to applications by their connectors. The outcome is ok, or the kind of the error.',
    labelNames: ['application', 'operation', 'outcome'],
    registers,
  });
  const callTime = new Histogram({
    name: 'linkspan_application_call_duration_seconds',
    help: 'How long calls took, with waits for a rate limit and repeated attempts.',
    labelNames: ['application', 'operation'],
    buckets: callBuckets,
    registers,
  });
  const reconciles = new Counter({
    name: 'linkspan_reconciles_total',
    help: 'Accounts that were made to agree, by what was done.',
    labelNames: ['application', 'way', 'action'],
    registers,
  });
  const leaverTime = new Histogram({
    name: 'linkspan_leaver_closed_seconds',
    help: "From the directory's word that somebody leaves to the account seen closed.",
    labelNames: ['application'],
    buckets: leaverBuckets,
    registers,
  });
  const webhooks = new Counter({
    name: 'linkspan_webhooks_total',
    help: 'Requests to /hooks/<application>, by what became of them.',
    labelNames: ['application', 'outcome'],
    registers,
  });
  const changesBack = new Counter({
    name: 'linkspan_changes_back_total',
    help: 'Changes of the directory that came back from an application.',
    labelNames: ['application'],
    registers,
  });
  const gauges = createFigureGauges(registers);
  let withProcess = false;

  const observer: Observer = {
    expand: (_marks, work) => work(),
    async reconcile({ application }, way, work) {
      const settlement = await work();
      const { item, closedAfter } = settlement;
      reconciles.inc({ application, way, action: item.action });
      if (closedAfter !== undefined) leaverTime.observe({ application }, closedAfter / 1_000);
      return settlement;
    },
    async call({ application, operation }, work) {
      const end = callTime.startTimer({ application, operation });
      let outcome = 'ok';
      try {
        return await work();
      } catch (error) {
        outcome = ConnectorError.is(error) ? error.kind : 'fault';
        throw error;
      } finally {
        end();
        calls.inc({ application, operation, outcome });
      }
    },
  };

  return {
    observer,
    async observeRequest(request, work) {
      const started = performance.now();
      const status = await work();
      const labels = describeRequest(request, isClient);
      requests.inc({ ...labels, status: `${Math.floor(status / 100)}xx` });
      requestTime.observe(labels, (performance.now() - started) / 1_000);
      return status;
    },
    noteWebhook(application, outcome) {
      webhooks.inc({ application: isApplication(application) ? application : 'other', outcome });
    },
    noteChangeBack: (application) => changesBack.inc({ application }),
    noteFollower: gauges.noteFollower,
    contentType: registry.contentType,
    async text() {
      if (!withProcess) collectDefaultMetrics({ register: registry });
      withProcess = true;
      gauges.show(await readFigures().catch(() => undefined), now());
      return registry.metrics();
    },
  };
}
