import type { CheckResult } from '../connector/check.js';
import { runChecks } from '../connector/run-checks.js';
import type { Runtime } from './runtime.js';
import { identityCheck, siteCheck } from './site.js';

/** What a person may have repaired before the test: an outage, credentials, a capability that was missing. */
const waitsForRepair = { errorKinds: ['unavailable', 'auth', 'unsupported'], parked: true } as const;

/** Runs the connector's checks and the core's own; when all pass, a halt and a pause end. */
export async function testApplication(
  runtime: Runtime,
  options: { onResult?(result: CheckResult): void; readonly acceptSite?: boolean } = {},
): Promise<readonly CheckResult[]> {
  const { applications, links } = runtime.store;
  const checks = [...runtime.connector.checks, siteCheck(runtime, options.acceptSite === true), identityCheck(runtime)];
  const onResult = options.onResult?.bind(options);
  const results = await runChecks(checks, { signal: new AbortController().signal, ...(onResult && { onResult }) });
  const passed = results.every((result) => result.status === 'passed' || result.status === 'warning');
  const lastTest = { at: new Date(runtime.now()).toISOString(), results: results.map((result) => ({ ...result })) };
  await applications.update(runtime.name, {
    lastTest,
    ...(passed && { halted: null, pausedUntil: null, failures: 0, lastFailure: null }),
  });
  if (passed) await links.hasten(runtime.name, runtime.now(), waitsForRepair);
  return results;
}
