import type { Operations } from '@linkspan/core';
import { describeProgress } from './describe-progress.js';
import { type ExitCode, exitCode } from './exit-code.js';
import type { OperatorHost } from './operator-host.js';
import { requireApplication } from './require-application.js';
import { type PeopleOptions, requirePeople } from './require-people.js';
import { type ShowPlanOptions, showPlan } from './show-plan.js';
import type { Terminal } from './terminal.js';
import { withInterrupt } from './with-interrupt.js';

/** An operation that is false is left out of the plan; what the configuration has off stays off. */
export interface PlanCommandOptions extends PeopleOptions, ShowPlanOptions, Partial<Operations> {
  readonly full?: boolean;
}

/** `linkspan plan <application> [userName…]`: stores what a sync would do, and shows it. */
export async function plan(
  terminal: Terminal,
  host: OperatorHost,
  application: string,
  userNames: readonly string[],
  options: PlanCommandOptions,
): Promise<ExitCode> {
  const { full = false, search, filter } = options;
  requireApplication(host, application);
  requirePeople(host, userNames, options);
  const operations = narrow(host.operationsOf(application), options);
  const stored = await withInterrupt(terminal, (signal) =>
    host.orchestrator.plan(application, {
      ...(userNames.length > 0 && { userNames }),
      ...(search !== undefined && { search }),
      ...(filter !== undefined && { filter }),
      ...(operations && { operations }),
      full,
      signal,
      onProgress: (progress) => terminal.progress?.(describeProgress(progress)),
    }),
  );
  terminal.progress?.(undefined);
  await showPlan(terminal, host.store.plans, stored, options);
  return exitCode.ok;
}

function narrow(allowed: Operations | false, asked: Partial<Operations>): Operations | undefined {
  if (allowed === false) return undefined;
  return {
    create: allowed.create && asked.create !== false,
    update: allowed.update && asked.update !== false,
    deactivate: allowed.deactivate && asked.deactivate !== false,
    delete: allowed.delete && asked.delete !== false,
  };
}
