import { type ExitCode, exitCode } from './exit-code.js';
import type { OperatorHost } from './operator-host.js';
import { quoteArgument } from './quote-argument.js';
import { requireApplication } from './require-application.js';
import { showLine } from './show-line.js';
import type { Terminal } from './terminal.js';

/** `linkspan pull <application>`: asks for changes now, whatever the time. */
export async function pull(
  { print, complain, command }: Terminal,
  host: OperatorHost,
  application: string,
  { json = false }: { readonly json?: boolean },
): Promise<ExitCode> {
  requireApplication(host, application);
  const { refused } = await host.orchestrator.pull(application);
  if (json) print(JSON.stringify({ application, ...(refused !== undefined && { refused }) }));
  else if (refused !== undefined) complain(`linkspan: ${application} was not asked: ${showLine(refused)}`);
  else
    print(
      `${application} was asked. What is new there comes back where the server runs; to do it here: ${command} sync --from ${quoteArgument(application)}`,
    );
  return refused === undefined ? exitCode.ok : exitCode.failed;
}
