import type { ConnectorContext, ConnectorLog } from './connector.js';
import { createHttpClient } from './create-http-client.js';

export interface ConnectorContextOptions {
  /** The connector's name: errors begin with it. */
  readonly name: string;
  readonly log: ConnectorLog;
  /** Abort it to dispose of the application: requests end, connections close. */
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. Default Date.now. */
  now?(): number;
}

/** A connector's only outside, made by the host for each application. */
export function createConnectorContext({
  name,
  log,
  signal,
  now = Date.now,
}: ConnectorContextOptions): ConnectorContext {
  return {
    log,
    now,
    signal,
    http: (options) => createHttpClient(options, { name, log, signal, now }),
  };
}
