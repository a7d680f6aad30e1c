import { type CheckResult, runChecks } from '@linkspan/core';
import type { Host } from '../open-host.js';
import { createInboundHistory } from '../requests/create-inbound-history.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { showCheck } from './show-check.js';
import type { Terminal } from './terminal.js';
import { requireName } from './usage-error.js';
import { withHost } from './with-host.js';

export interface TestOptions {
  readonly json?: boolean;
  readonly acceptSite?: boolean;
}

/** `linkspan test <name>`: an application's connection, or what a client's identity provider has done so far. */
export async function test(terminal: Terminal, name: string, options: TestOptions): Promise<ExitCode> {
  const { json = false } = options;
  return withHost(terminal, async (host) => {
    const onResult = (result: CheckResult) => {
      if (!json) showCheck(terminal, result);
    };
    const results = await run(host, name, options, onResult);
    if (json) terminal.print(JSON.stringify({ name, checks: results }, null, 2));
    const failed = results.some(({ status }) => status === 'failed');
    if (!json) terminal.print(failed ? terminal.colors.red('Failed.') : terminal.colors.green('Passed.'));
    return failed ? exitCode.failed : exitCode.ok;
  });
}

async function run(
  host: Host,
  name: string,
  { acceptSite = false }: TestOptions,
  onResult: (result: CheckResult) => void,
): Promise<readonly CheckResult[]> {
  const { clients, applications, parts, database } = host;
  requireName(
    'application or client',
    name,
    [...applications, ...clients].map((party) => party.name),
  );
  if (applications.some((application) => application.name === name)) {
    return parts.orchestrator.test(name, { onResult, acceptSite });
  }
  const client = clients.find((one) => one.name === name);
  if (!client?.module?.inboundChecks) return [];
  const history = createInboundHistory(client, database, parts.store.resources);
  return runChecks(client.module.inboundChecks(history), { signal: new AbortController().signal, onResult });
}
