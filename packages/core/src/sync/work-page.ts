import { randomUUID } from 'node:crypto';
import type { Lease, Link } from '../store/link.js';
import { callsAfter } from './calls-after.js';
import type { Decided } from './decide-page.js';
import type { AccountFinder } from './find-account.js';
import type { SyncItem } from './orchestrator.js';
import { readViewContext } from './read-view.js';
import { reconcile } from './reconcile.js';
import type { PassOptions } from './run-pass.js';
import type { Runtime } from './runtime.js';
import { leaving, touch, touched } from './touch.js';

/** So many failures in a row are the application's, not these people's. */
export const failuresInARow = 3;
/** Over before somebody takes up the run of a process that died: else whom it was at would be passed over. */
const leaseTime = 45_000;

export interface WorkOptions extends Pick<PassOptions, 'way' | 'operations' | 'recreate' | 'signal' | 'onDone'> {
  /** Whether or not there is anything to do: an operator asked for these people. */
  readonly everyone: boolean;
  readonly finder: AccountFinder;
}

/** Resolves with the reason to stop, if there is one. */
export async function workPage(
  runtime: Runtime,
  decided: readonly Decided[],
  options: WorkOptions,
): Promise<string | undefined> {
  const rest = (item: SyncItem) => options.onDone?.(item, {});
  const work: Decided[] = [];
  for (const one of decided) {
    if (options.everyone || needsWork(one)) work.push(one);
    else rest(one.item);
  }
  if (work.length === 0) return undefined;
  const { present, gone } = partition(work);
  // Ended by the release: only where this process dies over them somebody else takes them up.
  const dueAt = runtime.now() + leaseTime;
  await touch(runtime, present, { dueAt });
  await touch(runtime, gone, { dueAt, onlyExisting: true });
  return workOn(runtime, work, options, dueAt);
}

/** What is recorded already, and what agrees, is not touched. */
function needsWork({ person: { link }, view, item, observed }: Decided): boolean {
  if (link.stale || observed !== undefined || view.plan.action === 'merge') return true;
  switch (item.action) {
    case 'none':
    case 'drift':
    case 'wait':
      return false;
    case 'skip':
      return link.reason !== item.reason;
    case 'hold':
      return link.state !== 'held';
    default:
      return true;
  }
}

function partition(work: readonly Decided[]) {
  return {
    present: work.flatMap(({ person }) => (person.resource === undefined ? [] : [touched(person.resource)])),
    gone: work.flatMap(({ person }) => (person.resource === undefined ? [leaving(person.link)] : [])),
  };
}

async function workOn(
  runtime: Runtime,
  work: readonly Decided[],
  options: WorkOptions,
  dueAt: number,
): Promise<string | undefined> {
  const { links } = runtime.store;
  const lease: Lease = { token: randomUUID(), milliseconds: leaseTime };
  const resourceIds = work.map(({ person }) => person.link.resourceId);
  const claimed = await links.claim(runtime.name, { now: runtime.now(), limit: work.length, lease, resourceIds });
  const decisions = new Map(work.map((one) => [one.person.link.resourceId, one]));
  for (const { person, item } of work) {
    if (claimed.some((link) => link.resourceId === person.link.resourceId)) continue;
    options.onDone?.({ ...item, action: 'wait', reason: 'the running server is at work on this person now' }, {});
  }
  const asBefore = (link: Link) => (link.dueAt === undefined || link.dueAt === dueAt ? undefined : link.dueAt);
  return workThrough(runtime, claimed, decisions, lease, { ...options, asBefore });
}

/** A few at a time; the first one alone, so that wrong credentials are tried once. */
async function workThrough(
  runtime: Runtime,
  claimed: readonly Link[],
  decisions: ReadonlyMap<string, Decided>,
  lease: Lease,
  options: WorkOptions & { asBefore(link: Link): number | undefined },
): Promise<string | undefined> {
  const { way, operations, finder, recreate, signal, onDone } = options;
  const { links } = runtime.store;
  const queue = [...claimed];
  const { calls, end } = callsAfter(signal);
  const context = await readViewContext(runtime, operations);
  let failures = 0;
  let stopped: string | undefined;
  const goesOn = () => queue.length > 0 && stopped === undefined && !signal.aborted;
  const next = async (): Promise<void> => {
    const link = queue.shift();
    if (link === undefined) return;
    const decision = decisions.get(link.resourceId);
    // Not where another worker was at it in between.
    const observed = decision?.person.link.lastDoneAt === link.lastDoneAt ? decision?.observed : undefined;
    const { health, image, ...settled } = await reconcile(runtime, link, {
      way,
      operations,
      lease,
      signal: calls,
      recreate,
      finder,
      context,
      ...(observed && { observed }),
    });
    const shown = decisions.get(link.resourceId)?.item;
    // What others changed there is only looked at: that the rest agrees is not the news.
    const item = shown?.action === 'drift' && settled.item.action === 'none' ? shown : settled.item;
    onDone?.(item, image ?? {});
    failures = health === 'failing' ? failures + 1 : health === 'healthy' ? 0 : failures;
    if (health === 'halted' || failures === failuresInARow) stopped = item.reason;
  };
  const worker = async () => {
    while (goesOn()) await next();
  };
  const renewing = setInterval(() => {
    const ids = claimed.map((link) => link.id);
    links.renew(runtime.name, { now: runtime.now(), lease, links: ids }).catch(() => undefined);
  }, lease.milliseconds / 3);
  try {
    if (goesOn()) await next();
    await Promise.all(Array.from({ length: runtime.application.policy.concurrency }, worker));
    return stopped;
  } finally {
    clearInterval(renewing);
    end();
    // Whoever was claimed and not reached goes back as it was: due or stale, for the server or the next pass.
    for (const link of queue) {
      const dueAt = options.asBefore(link);
      const due = dueAt === undefined ? { stale: true as const } : { dueAt };
      await links.record(link, lease, {}, { release: { ...due, attempts: link.attempts } });
    }
  }
}
