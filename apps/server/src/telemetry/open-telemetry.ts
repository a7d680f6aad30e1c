import type { Logger } from 'pino';
import { findTracesEndpoint } from './find-traces-endpoint.js';
import { noTelemetry, type Telemetry } from './telemetry.js';

/** Where no endpoint is named nothing of OpenTelemetry is loaded. */
export async function openTelemetry(
  environment: Readonly<Record<string, string | undefined>>,
  log: Logger,
): Promise<Telemetry> {
  const endpoint = findTracesEndpoint(environment);
  if (endpoint === undefined) return noTelemetry;
  const [{ createTelemetry }, { createTracer }] = await Promise.all([
    import('./create-telemetry.js'),
    import('./create-tracer.js'),
  ]);
  return createTelemetry(createTracer(endpoint, environment, log));
}
