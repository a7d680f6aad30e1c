import { type ExitCode, exitCode } from './exit-code.js';
import type { OperatorHost } from './operator-host.js';
import { quoteArgument } from './quote-argument.js';
import { requireApplication } from './require-application.js';
import type { Terminal } from './terminal.js';

/** `linkspan pause <application> --reason <text>`: stops all work on an application until `resume`. */
export async function pause(
  { print, command }: Terminal,
  host: OperatorHost,
  application: string,
  { json = false, reason }: { readonly json?: boolean; readonly reason: string },
): Promise<ExitCode> {
  requireApplication(host, application);
  await host.orchestrator.pause(application, /[.!?]$/.test(reason) ? reason : `${reason}.`);
  print(
    json
      ? JSON.stringify({ application, outcome: 'paused', reason })
      : `${application} is paused: calls in flight end, and nothing more is done there. What changes meanwhile is kept. Go on: ${command} resume ${quoteArgument(application)}`,
  );
  return exitCode.ok;
}
