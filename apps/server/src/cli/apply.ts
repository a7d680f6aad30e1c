import type { SyncItem } from '@linkspan/core';
import { describeItem } from './describe-item.js';
import { describeProgress } from './describe-progress.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { fullId } from './full-id.js';
import type { OperatorHost } from './operator-host.js';
import { publishItem } from './publish-item.js';
import { quoteArgument } from './quote-argument.js';
import { showLine } from './show-line.js';
import { judgeReport, showReport } from './show-report.js';
import type { Terminal } from './terminal.js';
import { withInterrupt } from './with-interrupt.js';

/** `linkspan apply <plan>`: does exactly what the plan says; whoever has moved since is named and left. */
export async function apply(
  terminal: Terminal,
  { store, orchestrator }: OperatorHost,
  given: string,
  { json = false }: { readonly json?: boolean },
): Promise<ExitCode> {
  const id = fullId(given);
  const plan = await store.plans.find(id);
  if (plan === undefined) {
    terminal.complain(
      `linkspan: there is no plan ${showLine(given)}: it may have been forgotten after it expired. Make another one.`,
    );
    return exitCode.failed;
  }
  const { application } = plan;
  const items: SyncItem[] = [];
  const report = await withInterrupt(terminal, (signal) =>
    orchestrator.apply(id, {
      signal,
      onProgress: (progress) => terminal.progress?.(describeProgress(progress)),
      onItem(item) {
        if (json) items.push(item);
        else for (const line of describeItem(item, terminal.colors)) terminal.print(line);
      },
    }),
  );
  terminal.progress?.(undefined);
  if (json)
    terminal.print(JSON.stringify({ plan: id, application, ...report, items: items.map(publishItem) }, null, 2));
  else {
    const goOn = `${terminal.command} plan ${quoteArgument(application)}`;
    showReport(terminal, report, { application, dryRun: false, goOn });
  }
  return judgeReport(report);
}
