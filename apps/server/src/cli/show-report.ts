import type { SyncReport } from '@linkspan/core';
import { describeCounts } from './describe-counts.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { quoteArgument } from './quote-argument.js';
import { shortId } from './short-id.js';
import { showLine } from './show-line.js';
import type { Terminal } from './terminal.js';

/** How a run ended, or what it would do, and what may come next. `goOn` is the command that goes on where it was broken off. */
export function showReport(
  { print, complain, colors, command }: Pick<Terminal, 'print' | 'complain' | 'colors' | 'command'>,
  report: SyncReport,
  { application, dryRun, goOn }: { readonly application: string; readonly dryRun: boolean; readonly goOn: string },
): void {
  const { counts, unknown, refused, run, unmanaged, warnings = [] } = report;
  const begun = Object.keys(counts).length > 0 || run !== undefined;
  for (const name of unknown) complain(`linkspan: there is no ${showLine(name)} in the directory.`);
  if (refused !== undefined && !begun) {
    complain(`linkspan: nothing was done: ${showLine(refused)}`);
    return;
  }
  if (begun || unknown.length === 0)
    print(`${dryRun ? 'Nothing was written. It would be' : 'Done'}: ${describeCounts(counts)}.`);
  for (const warning of warnings) print(`${colors.yellow('!')} ${showLine(warning)}.`);
  if (unmanaged !== undefined && unmanaged > 0) {
    const they = unmanaged === 1 ? '1 account there belongs' : `${unmanaged} accounts there belong`;
    print(`${they} to nobody in the directory: ${command} unmanaged ${quoteArgument(application)}`);
  }
  if (run !== undefined) {
    const id = shortId(run);
    print(`Run ${id}. What it did: ${command} runs show ${id}  Take it back: ${command} undo ${id}`);
  }
  if (refused === undefined) return;
  complain(`linkspan: it ended early: ${showLine(refused)}`);
  complain(`Whoever was not reached is as before. Go on: ${goOn}`);
}

/** Whether all that was asked for is done. */
export function judgeReport({ counts, unknown, refused }: SyncReport, dryRun = false): ExitCode {
  const { error = 0, park = 0, moved = 0 } = counts;
  const troubled = !dryRun && error + park + moved > 0;
  return refused !== undefined || unknown.length > 0 || troubled ? exitCode.failed : exitCode.ok;
}
