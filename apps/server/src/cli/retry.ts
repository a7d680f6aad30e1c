import { type ExitCode, exitCode } from './exit-code.js';
import type { OperatorHost } from './operator-host.js';
import { quoteArgument } from './quote-argument.js';
import { requireApplication } from './require-application.js';
import { showLine } from './show-line.js';
import type { Terminal } from './terminal.js';

/** `linkspan retry <application> [userName]`: parked people are tried again. */
export async function retry(
  { print, complain, command }: Terminal,
  host: OperatorHost,
  application: string,
  userName: string | undefined,
  { json = false }: { readonly json?: boolean },
): Promise<ExitCode> {
  requireApplication(host, application);
  const tried = await host.orchestrator.retry(application, userName);
  const unknown = userName !== undefined && tried === 0;
  if (json) print(JSON.stringify({ application, retried: tried, ...(userName !== undefined && { userName }) }));
  else if (unknown)
    complain(
      `linkspan: ${application} has not heard of ${showLine(userName)}. See "${command} explain ${quoteArgument(userName)}".`,
    );
  else if (tried === 0) print(`Nobody is parked at ${application}.`);
  else
    print(
      `${tried} ${tried === 1 ? 'is' : 'are'} tried again: at once where that is automatic, else with the next sync.`,
    );
  return unknown ? exitCode.failed : exitCode.ok;
}
