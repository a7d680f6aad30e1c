import type { SyncItem, SyncReport } from '@linkspan/core';
import { type ExitCode, exitCode } from './exit-code.js';
import type { Terminal } from './terminal.js';
import { requireName } from './usage-error.js';
import { withHost } from './with-host.js';

export interface SyncCommandOptions {
  readonly json?: boolean;
  readonly dryRun?: boolean;
}

/** `linkspan sync <application> [userName…] [--dry-run]`: makes an application agree now, or says what that would do. */
export async function sync(
  terminal: Terminal,
  application: string,
  userNames: readonly string[],
  { json = false, dryRun = false }: SyncCommandOptions,
): Promise<ExitCode> {
  return withHost(terminal, async ({ applications, parts }) => {
    requireName(
      'application',
      application,
      applications.map(({ name }) => name),
    );
    const items: SyncItem[] = [];
    const report = await parts.orchestrator.sync(application, {
      ...(userNames.length > 0 && { userNames }),
      dryRun,
      onItem(item) {
        if (json) items.push(item);
        else if (item.action !== 'none') showItem(terminal, item);
      },
    });
    if (json) terminal.print(JSON.stringify({ application, dryRun, ...report, items }, null, 2));
    else showReport(terminal, report, dryRun);
    return judge(report, dryRun);
  });
}

function showItem({ print, colors }: Terminal, { action, label, reason, fields = [] }: SyncItem): void {
  const color = action === 'error' ? colors.red : action === 'park' || action === 'hold' ? colors.yellow : colors.cyan;
  const changes = fields.length === 0 ? '' : colors.dim(` [${fields.join(', ')}]`);
  print(`  ${color(action.padEnd(10))} ${label}  ${reason}${changes}`);
}

function showReport({ print, complain }: Terminal, { counts, unknown, refused }: SyncReport, dryRun: boolean): void {
  if (refused !== undefined) {
    complain(`linkspan: nothing was done: ${refused}`);
    return;
  }
  for (const name of unknown) complain(`linkspan: there is no ${name} in the directory.`);
  const parts = Object.entries(counts).map(([action, number]) => `${action} ${number}`);
  print(`${dryRun ? 'Nothing was written. It would be' : 'Done'}: ${parts.join(', ') || 'nothing'}.`);
}

function judge({ counts, unknown, refused }: SyncReport, dryRun: boolean): ExitCode {
  const troubled = !dryRun && (counts.error ?? 0) + (counts.park ?? 0) > 0;
  return refused !== undefined || unknown.length > 0 || troubled ? exitCode.failed : exitCode.ok;
}
