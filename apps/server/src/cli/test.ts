import { type CheckResult, runChecks } from '@linkspan/core';
import { requireConfiguration } from '../config/require-configuration.js';
import { createInboundHistory } from '../requests/create-inbound-history.js';
import { createSqlStore } from '../store/index.js';
import { type ExitCode, exitCode } from './exit-code.js';
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
  const results = await (Object.hasOwn(applications, name)
    ? testApplication(terminal, name, acceptSite, onResult)
    : testClient(terminal, name, onResult));
  const failed = results.some(({ status }) => status === 'failed');
  if (json) terminal.print(JSON.stringify({ name, checks: results }, null, 2));
  else if (results.length === 0)
    terminal.print(`${name} has no connector that could tell. See "${terminal.command} requests ${name}".`);
  else terminal.print(failed ? terminal.colors.red('Failed.') : terminal.colors.green('Passed.'));
  return failed ? exitCode.failed : exitCode.ok;
}

function testApplication(terminal: Terminal, name: string, acceptSite: boolean, onResult: OnResult) {
  return withHost(terminal, ({ parts }) => parts.orchestrator.test(name, { onResult, acceptSite }));
}

function testClient(terminal: Terminal, name: string, onResult: OnResult): Promise<readonly CheckResult[]> {
  return withInstallation(terminal, async ({ configuration, database }) => {
    const module = await importClientModule(configuration, name);
    if (!module?.inboundChecks) return [];
    const { directory = 'main' } = configuration.clients[name] ?? {};
    const client = { name, module, directory };
    const history = createInboundHistory(client, database, createSqlStore(database).resources);
    return runChecks(module.inboundChecks(history), { signal: new AbortController().signal, onResult });
  });
}
