import type { JsonObject } from '../scim/json.js';
import type { Operations } from './application.js';
import { bindGroups } from './bind-groups.js';
import { createProgress } from './create-progress.js';
import { createTally } from './create-tally.js';
import { expandMarks } from './expand-marks.js';
import { findObstacle } from './find-obstacle.js';
import { haltApplication } from './halt.js';
import type { SyncOptions, SyncReport } from './orchestrator.js';
import { choosePeople, type People } from './people-pages.js';
import { beginRun, recordRun } from './record-run.js';
import { runPass } from './run-pass.js';
import { inRun, type Runtime } from './runtime.js';

/** One manual pass over some people or everybody, in this process, beside a running server: leases keep them apart. */
export async function runSync(
  runtime: Runtime,
  runtimes: readonly Runtime[],
  options: SyncOptions,
): Promise<SyncReport> {
  const { manual } = runtime.application.policy;
  const operations = manual === false ? undefined : manual;
  const signal = options.signal ?? new AbortController().signal;
  const refused = await refusal(runtime, { signal, dryRun: options.dryRun === true, operations });
  if (refused !== undefined || operations === undefined) return { counts: {}, unknown: [], refused: refused ?? '' };
  const { people, unknown } = await choosePeople(runtime, options);
  // Nobody of these names: that is no run.
  if (people.kind === 'named' && people.ids.length === 0 && !people.groups?.length) return { counts: {}, unknown };
  return options.dryRun === true
    ? previewSync(runtime, { options, people, unknown, operations, signal })
    : writeSync(runtime, runtimes, { options, people, unknown, operations, signal });
}

interface Chosen {
  readonly options: SyncOptions;
  readonly people: People;
  readonly unknown: readonly string[];
  readonly operations: Operations;
  readonly signal: AbortSignal;
}

/** Why nothing may be done now. Another site halts the application, unless nothing was to be written. */
export async function refusal(
  runtime: Runtime,
  {
    signal,
    dryRun,
    operations,
  }: { readonly signal: AbortSignal; readonly dryRun: boolean; readonly operations: Operations | undefined },
): Promise<string | undefined> {
  if (operations === undefined) return `provisioning.manual is false for ${runtime.name} in the configuration.`;
  const obstacle = await findObstacle(runtime);
  if (obstacle !== undefined) return obstacle;
  const mismatch = await runtime.site.mismatch(signal, { maximumAge: 0, remember: !dryRun });
  if (mismatch !== undefined && !dryRun) await haltApplication(runtime, 'identity', mismatch);
  return mismatch;
}

async function previewSync(runtime: Runtime, chosen: Chosen): Promise<SyncReport> {
  const { options, people, unknown, operations, signal } = chosen;
  const tally = createTally(runtime);
  const progress = createProgress(runtime, { total: await countPeople(runtime, people), seen: 0 });
  let seen = 0;
  const { stopped, unmanaged } = await runPass(runtime, {
    way: 'manual',
    operations,
    people,
    full: options.full === true,
    dryRun: true,
    recreate: options.userNames !== undefined,
    signal,
    async onDecided(decided) {
      await tally.add(decided);
      options.onItem?.(decided.item);
    },
    async onPage(page) {
      seen += page.seen;
      options.onProgress?.(progress.read(seen));
    },
  });
  return {
    counts: tally.counts,
    unknown,
    warnings: await tally.warnings(),
    ...(stopped === undefined ? {} : { refused: stopped }),
    ...(unmanaged === undefined ? {} : { unmanaged }),
  };
}

async function writeSync(runtime: Runtime, runtimes: readonly Runtime[], chosen: Chosen): Promise<SyncReport> {
  const { options, people, unknown, operations, signal } = chosen;
  await bindGroups(runtime);
  await expandMarks({ marks: runtime.store.marks, runtimes, signal });
  const total = await countPeople(runtime, people);
  const run = await beginRun(runtime, {
    kind: 'sync',
    actor: runtime.operator,
    options: describeOptions(options),
    ...(total === undefined ? {} : { total }),
  });
  const recorder = recordRun(runtime, run, options);
  let stopped: string | undefined;
  try {
    const report = await runPass(inRun(runtime, run), {
      way: 'manual',
      operations,
      people,
      full: options.full === true,
      dryRun: false,
      recreate: options.userNames !== undefined,
      signal,
      onDone: recorder.onDone,
      onPage: recorder.onPage,
    });
    stopped = report.stopped;
    const { seen: _, ...counts } = recorder.counts;
    return {
      counts,
      unknown,
      run: run.id,
      ...(stopped === undefined ? {} : { refused: stopped }),
      ...(report.unmanaged === undefined ? {} : { unmanaged: report.unmanaged }),
    };
  } catch (error) {
    stopped = error instanceof Error ? error.message : String(error);
    throw error;
  } finally {
    await recorder.end(stopped);
  }
}

function describeOptions({ userNames, filter, search, full }: SyncOptions): JsonObject {
  return {
    ...(userNames && { userNames: [...userNames] }),
    ...(filter !== undefined && { filter }),
    ...(search !== undefined && { search }),
    ...(full === true && { full }),
  };
}

export async function countPeople(runtime: Runtime, people: People): Promise<number | undefined> {
  if (people.kind === 'named') return people.ids.length + (people.groups?.length ?? 0);
  if (people.kind !== 'everybody') return undefined;
  const query = { type: 'User', startIndex: 1, count: 0 };
  return (await runtime.store.resources.query(runtime.scope, query)).total;
}
