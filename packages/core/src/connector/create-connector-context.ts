import type { ConnectorContext, ConnectorLog } from './connector.js';
import { createHttpClient } from './create-http-client.js';
import { createGovernor } from './http/create-governor.js';
import { sleep as realSleep, type Sleep } from './http/sleep.js';
import type { RateLimits } from './rate-limits.js';

export interface ConnectorContextOptions {
  /** The connector's name: errors begin with it. */
  readonly name: string;
  readonly log: ConnectorLog;
  /** Abort it to dispose of the application: requests end, connections close. */
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. Default Date.now. */
  now?(): number;
  readonly sleep?: Sleep;
}

/** What the host knows of it beside what the connector sees. */
export interface HostedContext extends ConnectorContext {
  /** What holds the application's calls back, over all of its HTTP clients. */
  limits(): RateLimits;
}

/** A connector's only outside, made by the host for each application. Its HTTP clients share one rate. */
export function createConnectorContext({
  name,
  log,
  signal,
  now = Date.now,
  sleep = realSleep,
}: ConnectorContextOptions): HostedContext {
  const governor = createGovernor({ now, sleep, disposed: signal });
  return {
    log,
    now,
    signal,
    http: (options) => createHttpClient(options, { name, log, signal, now, sleep, governor }),
    limits: () => governor.limits(),
  };
}
