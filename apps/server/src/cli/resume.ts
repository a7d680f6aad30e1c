import { type ExitCode, exitCode } from './exit-code.js';
import type { OperatorHost } from './operator-host.js';
import { requireApplication } from './require-application.js';
import { showLine } from './show-line.js';
import type { Terminal } from './terminal.js';

/** `linkspan resume <application>`: ends a pause, a quarantine and a frozen scope. */
export async function resume(
  { print, complain }: Terminal,
  host: OperatorHost,
  application: string,
  { json = false }: { readonly json?: boolean },
): Promise<ExitCode> {
  requireApplication(host, application);
  const outcome = await host.orchestrator.resume(application);
  const refused = typeof outcome === 'string' ? undefined : outcome.refused;
  if (json) print(JSON.stringify({ application, outcome: refused === undefined ? outcome : 'refused', refused }));
  else if (refused !== undefined) complain(`linkspan: ${application} was not resumed: ${showLine(refused)}`);
  else print(outcome === 'resumed' ? `${application} runs again.` : `${application} was not paused.`);
  return refused === undefined ? exitCode.ok : exitCode.failed;
}
