import type { JsonObject } from '../scim/json.js';
import type { StoredPlan } from '../store/plan-store.js';
import type { Run } from '../store/run-store.js';
import type { Operations } from './application.js';
import type { SyncOptions, SyncReport } from './orchestrator.js';
import { beginRun, type RunRecorder, recordRun } from './record-run.js';
import { refusal } from './run-sync.js';
import type { Runtime } from './runtime.js';

export type RunPlanOptions = Pick<SyncOptions, 'onItem' | 'onProgress' | 'signal'>;

interface PlanRun {
  readonly kind: 'apply' | 'undo';
  /** Undefined: nothing may be done by hand. */
  readonly operations: Operations | undefined;
  readonly options?: JsonObject;
  /** How many of its items are worked on. */
  readonly total: number;
}

/** A plan is carried out once, and while it holds. Resolves with the run that does, or why none may. */
export async function beginPlanRun(
  runtime: Runtime,
  plan: StoredPlan,
  { kind, operations, options, total }: PlanRun,
  signal: AbortSignal,
): Promise<{ readonly run: Run } | { readonly refused: string }> {
  const again = { refused: 'the plan was applied before: make another one' };
  if (plan.appliedBy !== undefined) return again;
  if (plan.hash === undefined) return { refused: 'the plan is not complete: make another one' };
  if (plan.expiresAt <= runtime.now()) return { refused: 'the plan has expired: make another one' };
  const refused = await refusal(runtime, { signal, dryRun: false, operations });
  if (refused !== undefined) return { refused };
  const what = { kind, actor: runtime.operator, options: { plan: plan.id, ...options }, total };
  const run = await beginRun(runtime, what);
  if (await runtime.store.plans.markApplied(plan.id, run.id)) return { run };
  await runtime.store.runs.update(run.id, { state: 'stopped', reason: 'applied before', endedAt: runtime.now() });
  return again;
}

/** From where the run stands. `work` resolves with the reason to stop, if there is one; `resumed`: another process has begun it. */
export async function goOnWithRun(
  runtime: Runtime,
  run: Run,
  options: RunPlanOptions & { readonly signal: AbortSignal; readonly resumed?: true },
  work: (recorder: RunRecorder) => Promise<string | undefined>,
): Promise<SyncReport> {
  const recorder = recordRun(runtime, run, options);
  let stopped: string | undefined;
  try {
    stopped = await work(recorder);
    const { seen: _, ...counts } = recorder.counts;
    return { counts, unknown: [], run: run.id, ...(stopped === undefined ? {} : { refused: stopped }) };
  } catch (error) {
    stopped = error instanceof Error ? error.message : String(error);
    throw error;
  } finally {
    // Broken off by the server's end it goes on after the next start.
    if (options.resumed && options.signal.aborted) await recorder.pause();
    else await recorder.end(stopped);
  }
}
