import type { StoredPlan, StoredPlanItem } from '../store/plan-store.js';
import type { Run } from '../store/run-store.js';
import { type AccountSource, listingPays, openAccountSource } from './account-source.js';
import type { Operations } from './application.js';
import { type Decided, decidePage } from './decide-page.js';
import type { SyncItem, SyncReport } from './orchestrator.js';
import { readPeople } from './people-pages.js';
import { readViewContext } from './read-view.js';
import type { PlanCursor, RunRecorder } from './record-run.js';
import { beginPlanRun, goOnWithRun, type RunPlanOptions } from './run-plan.js';
import { inRun, type Runtime } from './runtime.js';
import { workPage } from './work-page.js';

const itemsAtOnce = 500;
/** What a plan only tells. */
const told: ReadonlySet<string> = new Set(['park', 'skip', 'hold', 'drift']);

/** Does exactly what the plan says; whoever has moved since is reported and left. Guards count what it does, as ever. */
export async function applyPlan(runtime: Runtime, plan: StoredPlan, options: RunPlanOptions): Promise<SyncReport> {
  const signal = options.signal ?? new AbortController().signal;
  const { none = 0, wait = 0, ...kept } = plan.counts;
  const total = Object.values(kept).reduce((sum, count) => sum + count, 0);
  const begun = await beginPlanRun(runtime, plan, { kind: 'apply', operations: operationsOf(plan), total }, signal);
  if ('refused' in begun) return { counts: {}, unknown: [], refused: begun.refused };
  return goOnApplying(runtime, plan, begun.run, { ...options, signal });
}

/** From where the run stands: `resumed`, another process has begun it, and whoever agrees by now was done by that one. */
export function goOnApplying(
  runtime: Runtime,
  plan: StoredPlan,
  run: Run,
  options: RunPlanOptions & { readonly signal: AbortSignal; readonly resumed?: true },
): Promise<SyncReport> {
  const { signal, resumed = false } = options;
  return goOnWithRun(runtime, run, options, (recorder) =>
    work(inRun(runtime, run), plan, { operations: operationsOf(plan), recorder, signal, resumed }),
  );
}

function operationsOf(plan: StoredPlan): Operations {
  return plan.options.operations as unknown as Operations;
}

interface Work {
  readonly operations: Operations;
  readonly recorder: RunRecorder;
  readonly signal: AbortSignal;
  readonly resumed: boolean;
}

async function work(runtime: Runtime, plan: StoredPlan, { operations, recorder, signal, resumed }: Work) {
  const full = plan.options.full === true;
  const size = Object.values(plan.counts).reduce((sum, count) => sum + count, 0);
  const people = await openSource(runtime, { lists: full || size >= listingPays, signal });
  const groups = runtime.groups && (await openSource(runtime.groups, { lists: full, signal }));
  try {
    let { after } = (recorder.run.cursor ?? {}) as PlanCursor;
    for (;;) {
      const query = { limit: itemsAtOnce, ...(after === undefined ? {} : { after }) };
      const page = await runtime.store.plans.listItems(plan.id, query);
      if (signal.aborted) return 'it was broken off';
      const items = page.filter(({ action }) => !told.has(action));
      const ofGroups = await groupsAmong(runtime, items);
      for (const source of [people, groups]) {
        if (source === undefined) continue;
        const own = items.filter(({ resourceId }) => ofGroups.has(resourceId) === (source === groups));
        const stopped = await workItems(source, own, { operations, recorder, signal, resumed, full });
        if (stopped !== undefined) return stopped;
        if (signal.aborted) return 'it was broken off';
      }
      after = page.at(-1)?.seq ?? after;
      await recorder.onPage({ seen: page.length, cursor: after === undefined ? {} : { after } });
      if (page.length < itemsAtOnce) return undefined;
    }
  } finally {
    await people.listing?.end();
    await groups?.listing?.end();
  }
}

/** Accounts of one kind. */
interface Source extends AccountSource {
  readonly runtime: Runtime;
}

async function openSource(runtime: Runtime, options: Parameters<typeof openAccountSource>[1]): Promise<Source> {
  return { runtime, ...(await openAccountSource(runtime, options)) };
}

/** The ids of those items that are groups. */
async function groupsAmong(
  { name, store, scope, groups }: Runtime,
  items: readonly StoredPlanItem[],
): Promise<ReadonlySet<string>> {
  if (groups === undefined || items.length === 0) return new Set();
  const ids = items.map(({ resourceId }) => resourceId);
  const links = await store.links.list({ application: name, resourceIds: ids, limit: ids.length });
  const types = new Map(links.map(({ resourceId, type }) => [resourceId, type]));
  for (const id of ids) {
    if (!types.has(id) && (await store.resources.find(scope, 'Group', id)) !== undefined) types.set(id, 'Group');
  }
  return new Set(ids.filter((id) => types.get(id) === 'Group'));
}

async function workItems(
  { runtime, listing, finder }: Source,
  items: readonly StoredPlanItem[],
  { operations, recorder, signal, resumed, full }: Work & { readonly full: boolean },
) {
  if (items.length === 0) return undefined;
  const context = await readViewContext(runtime, operations);
  const people = await readPeople(
    runtime,
    items.map(({ resourceId }) => resourceId),
  );
  const decided = await decidePage(runtime, people, {
    way: 'manual',
    dryRun: true,
    full,
    signal,
    context,
    finder,
    listing,
  });
  const now = new Map(decided.map((one) => [one.person.link.resourceId, one]));
  const same: Decided[] = [];
  for (const item of items) {
    const one = now.get(item.resourceId);
    if (one?.digest === item.digest) same.push(one);
    else if (resumed && one?.item.action === 'none') recorder.onDone(one.item, {});
    else recorder.onDone(moved(item, one), {});
  }
  const work = { way: 'manual', operations, recreate: false, signal, finder, everyone: true } as const;
  return workPage(runtime, same, { ...work, onDone: recorder.onDone });
}

function moved(item: StoredPlanItem, now: Decided | undefined): SyncItem {
  const { resourceId, label, action } = item;
  const present =
    now === undefined ? 'the person has no link any more' : `now it would be: ${now.item.action} (${now.item.reason})`;
  return { resourceId, label, action: 'moved', reason: `the plan said ${action}; ${present}` };
}
