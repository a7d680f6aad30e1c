import { apply } from './apply.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { fullId } from './full-id.js';
import type { OperatorHost } from './operator-host.js';
import { showLine } from './show-line.js';
import { showPlan } from './show-plan.js';
import type { Terminal } from './terminal.js';

export interface UndoOptions {
  readonly json?: boolean;
  readonly all?: boolean;
  /** Do it at once. */
  readonly yes?: boolean;
}

/** `linkspan undo <run>`: the plan that takes a run back; with `--yes` it is applied at once. */
export async function undo(
  terminal: Terminal,
  host: OperatorHost,
  run: string,
  { json = false, all = false, yes = false }: UndoOptions,
): Promise<ExitCode> {
  const found = await host.store.runs.find(fullId(run));
  if (found === undefined) {
    terminal.complain(`linkspan: there is no run ${showLine(run)}. See "${terminal.command} runs".`);
    return exitCode.failed;
  }
  const plan = await host.orchestrator.undo(found.id);
  if (!yes || !json) await showPlan(terminal, host.store.plans, plan, { json, all, applies: yes });
  return yes ? apply(terminal, host, plan.id, { json }) : exitCode.ok;
}
