import { type CheckResult, runChecks } from '@linkspan/core';
import { requireConfiguration } from '../config/require-configuration.js';
import { scimBaseUrl } from '../http/server-urls.js';
import { findPublicUrl } from '../installation/find-public-url.js';
import { createInboundHistory } from '../requests/create-inbound-history.js';
import { listStrayRequests } from '../requests/list-stray-requests.js';
import type { StrayRequests } from '../requests/stray-request.js';
import { createSqlStore } from '../store/index.js';
import { describeStrayRequests } from './describe-stray-requests.js';
import { describeTwoWayPromise } from './describe-two-way-promise.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { findTwoWayPromise, type TwoWayPromise } from './find-two-way-promise.js';
import { importClientModule } from './import-client-module.js';
import { showCheck } from './show-check.js';
import type { Terminal } from './terminal.js';
import { requireName } from './usage-error.js';
import { withHost } from './with-host.js';
import { withInstallation } from './with-installation.js';

export interface TestOptions {
  readonly json?: boolean;
  readonly acceptSite?: boolean;
}

type OnResult = (result: CheckResult) => void;

/** `linkspan test <name>`: an application's connection, or what a client's identity provider has done so far. */
export async function test(terminal: Terminal, name: string, options: TestOptions): Promise<ExitCode> {
  const { json = false, acceptSite = false } = options;
  const { applications, clients } = requireConfiguration(terminal);
  requireName('application or client', name, [...Object.keys(applications), ...Object.keys(clients)]);
  const onResult: OnResult = (result) => {
    if (!json) showCheck(terminal, result);
  };
  const outcome = await (Object.hasOwn(applications, name)
    ? testApplication(terminal, name, acceptSite, onResult)
    : testClient(terminal, name, onResult));
  const { checks, strays = [], baseUrl, twoWay } = outcome;
  const failed = checks.some(({ status }) => status === 'failed');
  if (json) {
    terminal.print(JSON.stringify({ name, ...outcome }, null, 2));
    return failed ? exitCode.failed : exitCode.ok;
  }
  for (const line of describeStrayRequests(strays, name, baseUrl ?? '')) terminal.print(line);
  if (twoWay) terminal.print(`  ${describeTwoWayPromise(twoWay)}`);
  if (checks.length === 0)
    terminal.print(`${name} has no connector that could tell. See "${terminal.command} requests ${name}".`);
  else terminal.print(failed ? terminal.colors.red('Failed.') : terminal.colors.green('Passed.'));
  return failed ? exitCode.failed : exitCode.ok;
}

interface Outcome {
  readonly checks: readonly CheckResult[];
  /** Of a client: what came to an address where no client is. */
  readonly strays?: readonly StrayRequests[];
  readonly baseUrl?: string;
  /** Of an application of which something comes back. */
  readonly twoWay?: TwoWayPromise;
}

function testApplication(terminal: Terminal, name: string, acceptSite: boolean, onResult: OnResult): Promise<Outcome> {
  return withHost(terminal, async ({ parts }) => {
    const checks = await parts.orchestrator.test(name, { onResult, acceptSite });
    const application = parts.applications.find((one) => one.name === name);
    // A sign-in that failed is not tried again: vendors lock accounts for that.
    if (application === undefined || checks.some(({ status }) => status === 'failed')) return { checks };
    const twoWay = await findTwoWayPromise(application, new AbortController().signal);
    return { checks, ...(twoWay && { twoWay }) };
  });
}

function testClient(terminal: Terminal, name: string, onResult: OnResult): Promise<Outcome> {
  return withInstallation(terminal, async ({ configuration, database }) => {
    const module = await importClientModule(configuration, name);
    const strays = await listStrayRequests(database);
    const baseUrl = scimBaseUrl(findPublicUrl(configuration), name);
    if (!module?.inboundChecks) return { checks: [], strays, baseUrl };
    const { directory = 'main' } = configuration.clients[name] ?? {};
    const client = { name, module, directory };
    const history = createInboundHistory(client, database, createSqlStore(database).resources);
    const { signal } = new AbortController();
    return { checks: await runChecks(module.inboundChecks(history), { signal, onResult }), strays, baseUrl };
  });
}
