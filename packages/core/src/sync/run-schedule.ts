import type { Run } from '../store/run-store.js';
import type { Operations, Schedule } from './application.js';
import { goOnApplying } from './apply-plan.js';
import { goOnUndoing } from './apply-undo.js';
import { bindGroups } from './bind-groups.js';
import { expandMarks } from './expand-marks.js';
import type { People, PeopleCursor } from './people-pages.js';
import { choosePeople } from './people-pages.js';
import { beginRun, recordRun } from './record-run.js';
import { runPass } from './run-pass.js';
import { countPeople, refusal } from './run-sync.js';
import { inRun, type Runtime } from './runtime.js';

/** One scheduled pass. What holds the application back ends it with the reason. */
export async function runSchedule(
  runtime: Runtime,
  runtimes: readonly Runtime[],
  { mode, operations, cron }: Schedule,
  signal: AbortSignal,
): Promise<void> {
  const people: People = mode === 'full' ? { kind: 'everybody' } : { kind: 'stale' };
  const total = await countPeople(runtime, people);
  const options = { cron, mode, operations: { ...operations } };
  const counted = total === undefined ? {} : { total };
  const run = await beginRun(runtime, { kind: 'schedule', actor: 'schedule', options, ...counted });
  await goOn(runtime, runtimes, run, { people, operations, full: mode === 'full', signal });
}

/** Goes on with a pass whose worker is gone, from where it stood. */
export async function resumeRun(
  runtime: Runtime,
  runtimes: readonly Runtime[],
  run: Run,
  signal: AbortSignal,
): Promise<void> {
  const { manual } = runtime.application.policy;
  if (run.kind === 'schedule') {
    const full = run.options.mode === 'full';
    const people: People = full ? { kind: 'everybody' } : { kind: 'stale' };
    const operations = findOperations(runtime, run);
    if (operations === undefined) return endRun(runtime, run, 'its schedule is not in the configuration any more');
    await goOn(runtime, runtimes, run, { people, operations, full, signal });
    return;
  }
  if (manual === false) return endRun(runtime, run, 'provisioning.manual is false in the configuration by now');
  if (run.kind !== 'sync') {
    const plan = await runtime.store.plans.find(String(run.options.plan));
    if (plan === undefined) return endRun(runtime, run, 'its process ended before it did, and its plan is forgotten');
    const refused = await refusal(runtime, { signal, dryRun: false, operations: manual });
    if (refused !== undefined) return endRun(runtime, run, refused);
    await (run.kind === 'undo' ? goOnUndoing : goOnApplying)(runtime, plan, run, { signal, resumed: true });
    return;
  }
  const { people } = await choosePeople(runtime, run.options);
  await goOn(runtime, runtimes, run, { people, operations: manual, full: run.options.full === true, signal });
}

/** As the configuration is now: an operation may have been switched off to stop just this run. */
function findOperations({ application }: Runtime, { options }: Run): Operations | undefined {
  return application.policy.schedules.find(({ cron, mode }) => cron === options.cron && mode === options.mode)
    ?.operations;
}

/** It is not gone on with. */
export async function endRun(
  { store, now }: Pick<Runtime, 'store' | 'now'>,
  { id }: Run,
  reason: string,
): Promise<void> {
  await store.runs.update(id, { state: 'stopped', reason, endedAt: now() });
}

async function goOn(
  runtime: Runtime,
  runtimes: readonly Runtime[],
  run: Run,
  {
    people,
    operations,
    full,
    signal,
  }: { readonly people: People; readonly operations: Operations; readonly full: boolean; readonly signal: AbortSignal },
): Promise<void> {
  const recorder = recordRun(runtime, run, {});
  let stopped: string | undefined = 'it failed';
  try {
    stopped = await refusal(runtime, { signal, dryRun: false, operations });
    if (stopped !== undefined) return;
    await bindGroups(runtime);
    await expandMarks({ marks: runtime.store.marks, runtimes, signal });
    const report = await runPass(inRun(runtime, run), {
      way: run.kind === 'sync' ? 'manual' : 'schedule',
      operations,
      people,
      full,
      dryRun: false,
      recreate: false,
      signal,
      ...(run.cursor !== undefined && { from: run.cursor as unknown as PeopleCursor }),
      onDone: recorder.onDone,
      onPage: recorder.onPage,
    });
    stopped = report.stopped;
    if (report.unmanaged !== undefined) recorder.counts.unmanaged = report.unmanaged;
  } catch (error) {
    stopped = error instanceof Error ? error.message : String(error);
    runtime.log.warn({ application: runtime.name, run: run.id, error }, 'run failed');
  } finally {
    // A run that the server's end broke off goes on after the next start.
    if (signal.aborted && stopped !== undefined) await recorder.pause();
    else await recorder.end(stopped);
  }
}
