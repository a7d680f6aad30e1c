import { randomUUID } from 'node:crypto';
import type { Account } from '../connector/account.js';
import { ConnectorError } from '../connector/connector-error.js';
import type { Lease, Link, LinkFacts } from '../store/link.js';
import type { StoredPlan, StoredPlanItem } from '../store/plan-store.js';
import { callsAfter } from './calls-after.js';
import { digest } from './digest.js';
import { journalLine } from './journal-line.js';
import type { SyncItem, SyncOptions, SyncReport } from './orchestrator.js';
import { beginRun, recordRun } from './record-run.js';
import { refusal } from './run-sync.js';
import { inRun, managedPart, type Runtime, runtimeFor } from './runtime.js';
import { answered, isClearNo, sendWrite } from './send-write.js';
import { accountFacts, noAccount, toJson } from './step.js';
import { stillDue } from './still-due.js';
import { type Reversal, reversalOf } from './undo-run.js';
import { verifyAccount } from './verify-account.js';
import { besides } from './with-memberships.js';

const itemsAtOnce = 200;

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
  });
  if (!(await runtime.store.plans.markApplied(plan.id, run.id))) {
    await runtime.store.runs.update(run.id, { state: 'stopped', reason: 'applied before', endedAt: runtime.now() });
    return refuse('the plan was applied before: make another one');
  }
  const recorder = recordRun(runtime, run, options);
  const { calls, end } = callsAfter(signal);
  let stopped: string | undefined = 'it failed';
  try {
    for (let after: number | undefined; ; ) {
      const query = { limit: itemsAtOnce, ...(after === undefined ? {} : { after }) };
      const page = await runtime.store.plans.listItems(plan.id, query);
      for (const item of page) {
        if (signal.aborted) break;
        recorder.onDone(await undoOne(await runtimeOf(inRun(runtime, run), item), undone, item, calls), {});
      }
      after = page.at(-1)?.seq;
      await recorder.onPage({ seen: page.length, cursor: { part: 'users' } });
      if (page.length < itemsAtOnce || signal.aborted) break;
    }
    stopped = signal.aborted ? 'it was broken off' : undefined;
    const { seen: _, ...counts } = recorder.counts;
    return { counts, unknown: [], run: run.id, ...(stopped === undefined ? {} : { refused: stopped }) };
  } finally {
    end();
    await recorder.end(stopped);
  }
}

async function runtimeOf(runtime: Runtime, { resourceId }: StoredPlanItem): Promise<Runtime> {
  const link = await runtime.store.links.find(runtime.name, resourceId);
  return (link && runtimeFor(runtime, link)) ?? runtime;
}

async function undoOne(runtime: Runtime, run: string, item: StoredPlanItem, calls: AbortSignal): Promise<SyncItem> {
  const { resourceId, label } = item;
  const told = (action: SyncItem['action'], reason: string): SyncItem => ({ resourceId, label, action, reason });
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
    const reversal = await reversalNow(runtime, run, item, link);
    if ('reason' in reversal) {
      await release({});
      return told('moved', reversal.reason);
    }
    // As people write it, without the zeros that make it sort.
    const undone = `run ${run.replace(/^0+(?=\d)/, '')}`;
    const reason = `undone by ${runtime.actor} (${undone}): an approval lets the directory rule again`;
    const hold = {
      guard: 'undo',
      action: reversal.action,
      reason,
      since: runtime.now(),
      digest: digest(['undo', run]),
    };
    held = { state: 'held', hold, reason, approved: null };
    const facts = await takeBack({ runtime, lease, held }, link, reversal, calls);
    const journal = journalLine(runtime, link, 'undone', {
      reason: `takes back ${undone}`,
      changes: item.changes ?? null,
    });
    const kept = { ...facts, ...held };
    await runtime.store.links.record(link, lease, kept, {
      ...besides(runtime, link, { facts: kept, journal }),
      release: { ...stillDue(link), attempts: 0 },
    });
    return told(reversal.action, item.reason);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    await release({
      ...(held !== undefined && isClearNo(error) && asBefore(link)),
      lastError: message,
      lastErrorAt: runtime.now(),
      errorKind: ConnectorError.is(error) ? error.kind : 'fault',
    });
    return told('error', message);
  }
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
): Promise<LinkFacts> {
  const { accounts } = runtime;
  if (reversal.action === 'unlink') return { ...noAccount, refusedAccount: link.accountId ?? null };
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
      return {
        ...accountFacts(account),
        ...answered(link),
        sent: toJson({ ...link.sent, ...agreedNow(runtime, account, names) }),
      };
    }
    case 'deactivate': {
      const memo = ref.current.memo ?? link.memo;
      const remembered = memo === undefined ? {} : { memo };
      const account = await send(remembered, () => call(accounts.deactivate)({ ...ref, ...remembered }, signal));
      return { ...accountFacts(account), ...answered(link), accountActive: false };
    }
    case 'reactivate': {
      const account = await send({}, () => call(accounts.reactivate)(ref, signal));
      return { ...accountFacts(account), ...answered(link), accountActive: true, memo: null, deactivatedAt: null };
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
