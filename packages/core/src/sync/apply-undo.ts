import { randomUUID } from 'node:crypto';
import type { Account } from '../connector/account.js';
import { ConnectorError, type ConnectorErrorKind } from '../connector/connector-error.js';
import type { Hold, Lease, Link, LinkFacts } from '../store/link.js';
import type { StoredPlan, StoredPlanItem } from '../store/plan-store.js';
import type { Run } from '../store/run-store.js';
import { callsAfter } from './calls-after.js';
import { everyOperation } from './default-policy.js';
import { digest } from './digest.js';
import { haltApplication } from './halt.js';
import { imageOf } from './image-of.js';
import { journalLine } from './journal-line.js';
import type { SyncItem, SyncOptions, SyncReport } from './orchestrator.js';
import { readView, readViewContext } from './read-view.js';
import { beginRun, type PlanCursor, recordRun } from './record-run.js';
import { refusal } from './run-sync.js';
import { inRun, managedPart, type Runtime, runtimeFor } from './runtime.js';
import { answered, isClearNo, sendWrite } from './send-write.js';
import { accountFacts, applyFacts, noAccount, type Step, toJson } from './step.js';
import { stillDue } from './still-due.js';
import { type Reversal, reversalOf } from './undo-run.js';
import { verifyAccount } from './verify-account.js';
import { besides } from './with-memberships.js';

const itemsAtOnce = 200;
/** So many failures in a row are the application's, not these people's. */
const failuresInARow = 3;

/**
 * Takes a run back, and holds each link afterwards: the directory still says what it said, and the next drain must not do it again. A person
 * lets a link go on with `approve`.
 */
export async function applyUndo(
  runtime: Runtime,
  plan: StoredPlan,
  options: Pick<SyncOptions, 'onItem' | 'onProgress' | 'signal'>,
): Promise<SyncReport> {
  const refuse = (refused: string): SyncReport => ({ counts: {}, unknown: [], refused });
  if (plan.appliedBy !== undefined) return refuse('the plan was applied before: make another one');
  if (plan.hash === undefined || plan.expiresAt <= runtime.now())
    return refuse('the plan has expired: make another one');
  const signal = options.signal ?? new AbortController().signal;
  const { manual } = runtime.application.policy;
  const refused = await refusal(runtime, { signal, dryRun: false, operations: manual === false ? undefined : manual });
  if (refused !== undefined) return refuse(refused);
  const undone = String(plan.options.undo);
  const run = await beginRun(runtime, {
    kind: 'undo',
    actor: runtime.operator,
    options: { plan: plan.id, undo: undone },
    total: Object.values(plan.counts).reduce((sum, count) => sum + count, 0),
  });
  if (!(await runtime.store.plans.markApplied(plan.id, run.id))) {
    await runtime.store.runs.update(run.id, { state: 'stopped', reason: 'applied before', endedAt: runtime.now() });
    return refuse('the plan was applied before: make another one');
  }
  return goOnUndoing(runtime, plan, run, { ...options, signal });
}

/** From where the run stands; `resumed`, another process has begun it. */
export async function goOnUndoing(
  runtime: Runtime,
  plan: StoredPlan,
  run: Run,
  options: Pick<SyncOptions, 'onItem' | 'onProgress'> & { readonly signal: AbortSignal; readonly resumed?: true },
): Promise<SyncReport> {
  const { signal, resumed = false } = options;
  const undone = String(plan.options.undo);
  const recorder = recordRun(runtime, run, options);
  const { calls, end } = callsAfter(signal);
  let stopped: string | undefined;
  let failures = 0;
  try {
    for (let { after } = (run.cursor ?? {}) as PlanCursor; ; ) {
      const query = { limit: itemsAtOnce, ...(after === undefined ? {} : { after }) };
      const page = await runtime.store.plans.listItems(plan.id, query);
      for (const item of page) {
        if (signal.aborted || stopped !== undefined) break;
        const { told, image, failure } = await undoOne(await runtimeOf(inRun(runtime, run), item), undone, item, calls);
        recorder.onDone(told, image ?? {});
        failures = failure === 'rate-limited' || failure === 'unavailable' ? failures + 1 : 0;
        if (failure === 'auth') await haltApplication(runtime, 'auth', told.reason);
        if (failure === 'auth' || failures === failuresInARow) stopped = told.reason;
      }
      after = page.at(-1)?.seq ?? after;
      await recorder.onPage({ seen: page.length, cursor: after === undefined ? {} : { after } });
      if (page.length < itemsAtOnce || signal.aborted || stopped !== undefined) break;
    }
    if (signal.aborted) stopped = 'it was broken off';
    const { seen: _, ...counts } = recorder.counts;
    return { counts, unknown: [], run: run.id, ...(stopped === undefined ? {} : { refused: stopped }) };
  } catch (error) {
    stopped = error instanceof Error ? error.message : String(error);
    throw error;
  } finally {
    end();
    // Broken off by the server's end it goes on after the next start.
    if (resumed && signal.aborted) await recorder.pause();
    else await recorder.end(stopped);
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
    await runtime.store.links.record(link, lease, kept, {
      ...besides(runtime, link, { facts: kept, journal }),
      release: { ...stillDue(link), attempts: 0 },
    });
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

/** Held from before the write on: where its answer is lost, the next drain must not do again what may be taken back by then. */
async function takeBack(
  { runtime, lease, held }: { readonly runtime: Runtime; readonly lease: Lease; readonly held: LinkFacts },
  link: Link,
  reversal: Exclude<Reversal, { readonly reason: string }>,
  signal: AbortSignal,
): Promise<Pick<Step, 'facts' | 'image'>> {
  const { accounts } = runtime;
  if (reversal.action === 'unlink') return { facts: { ...noAccount, refusedAccount: link.accountId ?? null } };
  const ref = await verifyAccount(runtime, link, signal);
  const save = async (facts: LinkFacts) => {
    if (!(await runtime.store.links.record(link, lease, facts, {}))) throw new Error('another worker has taken over');
  };
  const { action: kind } = reversal;
  const send = (facts: LinkFacts, write: () => Promise<Account>) =>
    sendWrite({ runtime, save }, link, { kind, facts: { ...held, ...facts } }, write);
  switch (reversal.action) {
    case 'update': {
      const account = await send({}, () => call(accounts.update)(ref, reversal.change, signal));
      const { set, cleared, added, removed } = reversal.change;
      const names = [set, added, removed].flatMap(Object.keys).concat(cleared);
      const sent = toJson({ ...link.sent, ...agreedNow(runtime, account, names) });
      return { facts: { ...accountFacts(account), ...answered(link), sent }, image: imageOf(ref, account, names) };
    }
    case 'deactivate': {
      const memo = ref.current.memo ?? link.memo;
      const remembered = memo === undefined ? {} : { memo };
      const account = await send(remembered, () => call(accounts.deactivate)({ ...ref, ...remembered }, signal));
      return { facts: { ...accountFacts(account), ...answered(link), accountActive: false } };
    }
    case 'reactivate': {
      const account = await send({}, () => call(accounts.reactivate)(ref, signal));
      // A leaver has an open account again, and the clock goes on.
      const open = { accountActive: true, memo: null, deactivatedAt: null, closedAt: null } as const;
      return { facts: { ...accountFacts(account), ...answered(link), ...open } };
    }
  }
}

function agreedNow(runtime: Runtime, account: Account, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, managedPart(runtime, name, account.fields[name]) ?? null]));
}

function call<Method>(method: Method | undefined): Method {
  if (method === undefined)
    throw new ConnectorError('unsupported', 'the connector lacks the operation that takes this back');
  return method;
}
