import { noObserver, type Observer, type ResourceStore } from '@linkspan/core';
import type { RequestObserver } from '../http/request-observer.js';

/** Traces, from the SCIM request to the vendor's call. */
export interface Telemetry {
  readonly observer: Observer;
  readonly observeRequest: RequestObserver;
  /** The same store; each commit is a span, and its marks carry the trace to whoever works on them. */
  traceCommits(resources: ResourceStore): ResourceStore;
  /** Sends what is left, for a moment at most. */
  close(): Promise<void>;
}

export const noTelemetry: Telemetry = {
  observer: noObserver,
  observeRequest: (_request, work) => work(),
  traceCommits: (resources) => resources,
  close: async () => {},
};
