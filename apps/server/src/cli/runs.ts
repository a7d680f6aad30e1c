import { describeRun } from './describe-run.js';
import { type ExitCode, exitCode } from './exit-code.js';
import type { StoreHost } from './operator-host.js';
import { publishRun } from './publish-run.js';
import { requireApplication } from './require-application.js';
import type { Terminal } from './terminal.js';

export interface RunsOptions {
  readonly json?: boolean;
  readonly limit: number;
}

/** `linkspan runs [application]`: newest first. */
export async function runs(
  terminal: Terminal,
  host: StoreHost,
  application: string | undefined,
  { json = false, limit }: RunsOptions,
): Promise<ExitCode> {
  if (application !== undefined) requireApplication(host, application);
  const found = await host.store.runs.list({ limit, ...(application !== undefined && { application }) });
  if (json) terminal.print(JSON.stringify({ runs: found.map(publishRun) }, null, 2));
  else if (found.length === 0) terminal.print('No run yet: each sync, schedule, apply and undo is one.');
  else for (const run of found) terminal.print(describeRun(run, terminal.colors, Date.now()));
  return exitCode.ok;
}
