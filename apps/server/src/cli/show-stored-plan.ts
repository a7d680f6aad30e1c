import { type ExitCode, exitCode } from './exit-code.js';
import { fullId } from './full-id.js';
import type { StoreHost } from './operator-host.js';
import { showLine } from './show-line.js';
import { type ShowPlanOptions, showPlan } from './show-plan.js';
import type { Terminal } from './terminal.js';

/** `linkspan plan show <plan>`: a stored plan once more. */
export async function showStoredPlan(
  terminal: Terminal,
  { store }: StoreHost,
  id: string,
  options: ShowPlanOptions,
): Promise<ExitCode> {
  const plan = await store.plans.find(fullId(id));
  if (plan === undefined) {
    terminal.complain(`linkspan: there is no plan ${showLine(id)}: it may have been forgotten after it expired.`);
    return exitCode.failed;
  }
  await showPlan(terminal, store.plans, plan, options);
  return exitCode.ok;
}
