import { randomUUID } from 'node:crypto';
import { ConnectorError, type ConnectorErrorKind } from '../connector/connector-error.js';
import type { Hold, Lease, Link, LinkFacts } from '../store/link.js';
import type { StoredPlan, StoredPlanItem } from '../store/plan-store.js';
import type { Run } from '../store/run-store.js';
import { callsAfter } from './calls-after.js';
import { everyOperation } from './default-policy.js';
import { digest } from './digest.js';
import { haltApplication } from './halt.js';
import { journalLine } from './journal-line.js';
import type { SyncItem, SyncReport } from './orchestrator.js';
import { readView, readViewContext } from './read-view.js';
import type { PlanCursor, RunRecorder } from './record-run.js';
import { recordStep } from './record-step.js';
import { beginPlanRun, goOnWithRun, type RunPlanOptions } from './run-plan.js';
import { inRun, type Runtime, runtimeFor } from './runtime.js';
import { isClearNo } from './send-write.js';
import { applyFacts, type Step } from './step.js';
import { stillDue } from './still-due.js';
import { takeBack } from './take-back.js';
import { type Reversal, reversalOf } from './undo-run.js';
import { failuresInARow } from './work-page.js';

const itemsAtOnce = 200;

/**
 * Takes a run back, and holds each link afterwards: the directory still says what it said, and the next drain must not do it again. A person
 * lets a link go on with `approve`.
 */
export async function applyUndo(runtime: Runtime, plan: StoredPlan, options: RunPlanOptions): Promise<SyncReport> {
  const signal = options.signal ?? new AbortController().signal;
  const { manual } = runtime.application.policy;
  const operations = manual === false ? undefined : manual;
  const total = Object.values(plan.counts).reduce((sum, count) => sum + count, 0);
  const undone = { undo: String(plan.options.undo) };
  const begun = await beginPlanRun(runtime, plan, { kind: 'undo', operations, options: undone, total }, signal);
  if ('refused' in begun) return { counts: {}, unknown: [], refused: begun.refused };
  return goOnUndoing(runtime, plan, begun.run, { ...options, signal });
}

/** From where the run stands; `resumed`, another process has begun it. */
export async function goOnUndoing(
  runtime: Runtime,
  plan: StoredPlan,
  run: Run,
  options: RunPlanOptions & { readonly signal: AbortSignal; readonly resumed?: true },
): Promise<SyncReport> {
  const { calls, end } = callsAfter(options.signal);
  try {
    return await goOnWithRun(runtime, run, options, (recorder) =>
      undoAll(inRun(runtime, run), plan, { recorder, signal: options.signal, calls }),
    );
  } finally {
    end();
  }
}

interface UndoWork {
  readonly recorder: RunRecorder;
  readonly signal: AbortSignal;
  readonly calls: AbortSignal;
}

/** Resolves with the reason to stop, if there is one. */
async function undoAll(
  runtime: Runtime,
  plan: StoredPlan,
  { recorder, signal, calls }: UndoWork,
): Promise<string | undefined> {
  const undone = String(plan.options.undo);
  let failures = 0;
  for (let { after } = (recorder.run.cursor ?? {}) as PlanCursor; ; ) {
    const query = { limit: itemsAtOnce, ...(after === undefined ? {} : { after }) };
    const page = await runtime.store.plans.listItems(plan.id, query);
    for (const item of page) {
      if (signal.aborted) return 'it was broken off';
      const { told, image, failure } = await undoOne(await runtimeOf(runtime, item), undone, item, calls);
      recorder.onDone(told, image ?? {});
      failures = failure === 'rate-limited' || failure === 'unavailable' ? failures + 1 : 0;
      if (failure === 'auth') await haltApplication(runtime, 'auth', told.reason);
      if (failure === 'auth' || failures === failuresInARow) return told.reason;
    }
    after = page.at(-1)?.seq ?? after;
    await recorder.onPage({ seen: page.length, cursor: after === undefined ? {} : { after } });
    if (page.length < itemsAtOnce) return signal.aborted ? 'it was broken off' : undefined;
  }
}

async function runtimeOf(runtime: Runtime, { resourceId }: StoredPlanItem): Promise<Runtime> {
  const link = await runtime.store.links.find(runtime.name, resourceId);
  return (link && runtimeFor(runtime, link)) ?? runtime;
}

interface Undone {
  readonly told: SyncItem;
  readonly image?: Step['image'];
  /** Why the application did not do it. */
  readonly failure?: ConnectorErrorKind;
}

async function undoOne(runtime: Runtime, run: string, item: StoredPlanItem, calls: AbortSignal): Promise<Undone> {
  const { resourceId, label, accountId } = item;
  const told = (action: SyncItem['action'], reason: string): Undone => ({
    told: { resourceId, label, action, reason, ...(accountId !== undefined && { accountId }) },
  });
  if (item.action === 'park') return told('park', item.reason);
  const lease: Lease = { token: randomUUID(), milliseconds: 60_000 };
  const [link] = await runtime.store.links.claim(runtime.name, {
    now: runtime.now(),
    limit: 1,
    lease,
    resourceIds: [resourceId],
  });
  if (link === undefined) return told('wait', 'the running server is at work on this person now');
  const release = (facts: LinkFacts) =>
    runtime.store.links.record(link, lease, facts, { release: { ...stillDue(link), attempts: link.attempts } });
  let held: LinkFacts | undefined;
  try {
    if (link.hold?.digest === digest(['undo', run]) && link.doubtful === undefined) {
      await release({});
      return told('none', 'it is taken back already');
    }
    const reversal = await reversalNow(runtime, run, item, link);
    if ('reason' in reversal) {
      await release({});
      return told('moved', reversal.reason);
    }
    // As people write it, without the zeros that make it sort.
    const undone = `run ${run.replace(/^0+(?=\d)/, '')}`;
    const reason = `undone by ${runtime.actor} (${undone}): an approval lets the directory rule again`;
    const hold: Hold = {
      guard: 'undo',
      action: reversal.action,
      reason,
      since: runtime.now(),
      digest: digest(['undo', run]),
    };
    held = { state: 'held', hold, reason, approved: null };
    const { facts, image } = await takeBack({ runtime, lease, held }, link, reversal, calls);
    const journal = journalLine(runtime, link, 'undone', {
      reason: `takes back ${undone}`,
      changes: item.changes ?? null,
    });
    // What comes of it, at the groups too, is the run's.
    const kept = {
      origin: null,
      ...facts,
      ...(await restOf(runtime, applyFacts(link, { ...facts, hold: null }), hold)),
    };
    await recordStep(runtime, link, lease, { facts: kept, journal, release: { ...stillDue(link), attempts: 0 } });
    return { ...told(reversal.action, item.reason), ...(image && { image }) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    await release({
      ...(held !== undefined && isClearNo(error) && asBefore(link)),
      lastError: message,
      lastErrorAt: runtime.now(),
      errorKind: ConnectorError.is(error) ? error.kind : 'fault',
    });
    return { ...told('error', message), ...(ConnectorError.is(error) && { failure: error.kind }) };
  }
}

/** Where the directory says the same again, as when an undo is undone, nothing would do it anew, and nobody needs to be asked. */
async function restOf(runtime: Runtime, link: Link, hold: Hold): Promise<LinkFacts> {
  const { plan, resource } = await readView(runtime, link, await readViewContext(runtime, everyOperation));
  if (plan.action !== 'none') return { state: 'held', hold, reason: hold.reason, approved: null };
  const state = resource === undefined ? 'tombstone' : link.accountId === undefined ? 'new' : 'linked';
  return { state, hold: null, reason: null, approved: null };
}

/** What has changed since the plan was made counts. */
async function reversalNow(runtime: Runtime, run: string, item: StoredPlanItem, link: Link): Promise<Reversal> {
  const [done] = await runtime.store.runs.listItems(run, { limit: 1, resourceId: item.resourceId });
  if (done === undefined) return { action: 'none', reason: 'the run knows nothing of this person' };
  const reversal = await reversalOf(runtime, done, link);
  if (digest([done.seq, reversal]) === item.digest) return reversal;
  return { action: 'none', reason: 'the account has changed since the plan was made' };
}

function asBefore({ state, hold, reason, approved }: Link): LinkFacts {
  return { state, hold: hold ?? null, reason: reason ?? null, approved: approved ?? null };
}
