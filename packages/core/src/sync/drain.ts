import { randomUUID } from 'node:crypto';
import type { ApplicationRecord } from '../store/application-store.js';
import type { Lease, Link } from '../store/link.js';
import type { Operations } from './application.js';
import { vendorFinder } from './find-account.js';
import { haltApplication } from './halt.js';
import { journalLine } from './journal-line.js';
import type { SyncItem } from './orchestrator.js';
import { reconcile, type Settlement } from './reconcile.js';
import { backoff } from './recover.js';
import type { Runtime } from './runtime.js';
import { createWakeSignal } from './wake-signal.js';

export interface Drain {
  /** "Something may be due." */
  wake(): void;
  /** Takes nothing more, lets the calls in flight end (aborting them after `patience` milliseconds). */
  stop(patience: number): Promise<void>;
}

/** After this many failures in a row the application is paused, and then probed with one link. */
const failuresBeforePause = 3;
/** In an outage people are probed in turn, so each has few attempts; who has more fails for a reason of their own. */
const attemptsOfAnOutage = 4;
/** Other processes (the command line) make links due, too. */
const pollInterval = 1_000;
const leaseTime = 30_000;
const outcomesWatched = 40;
/** Where nothing is automatic, what is due was made so before. */
const nothing: Operations = { create: false, update: false, deactivate: false, delete: false };

/** Works on one application's due links until it is stopped. One slow application never delays another: each has its own drain. */
export function createDrain(runtime: Runtime): Drain {
  const { links, applications } = runtime.store;
  const finder = vendorFinder(runtime.users);
  const calls = new AbortController();
  const wakeUp = createWakeSignal();
  /** By the link's id. */
  const active = new Map<string, { readonly lease: Lease; readonly job: Promise<void> }>();
  /** Of the last people, by resource: whether it failed. */
  const outcomes = new Map<string, boolean>();
  let stopping = false;
  let siteProved = false;
  /** The last two people for whom the application answered, with the time. */
  const lastAnswers = new Map<string, number>();
  /** Until the application has answered once, links go one by one: a wrong password is tried once, not once a worker. */
  let answered = false;

  async function work(link: Link, lease: Lease): Promise<void> {
    const answeredOthersSince = (time: number) => [...lastAnswers].some(([id, at]) => id !== link.id && at > time);
    try {
      const { automatic } = runtime.application.policy;
      const operations = automatic === false ? nothing : automatic;
      const options = {
        way: 'automatic',
        operations,
        lease,
        finder,
        signal: calls.signal,
        answeredOthersSince,
      } as const;
      await settle(link, await reconcile(runtime, link, options));
    } catch (error) {
      runtime.log.warn({ application: runtime.name, label: link.label, error }, 'link could not be worked on');
      await giveBack(link, lease);
    }
  }

  /** After a failure of the database, or a fault of ours: tried again later, by whoever comes first. */
  async function giveBack(link: Link, lease: Lease): Promise<void> {
    const release = { dueAt: runtime.now() + backoff(link.attempts, runtime.random), attempts: link.attempts + 1 };
    await links.record(link, lease, {}, { release }).catch(() => undefined);
  }

  async function settle(link: Link, { health, pause, item }: Settlement): Promise<void> {
    // An outage is no fault of anybody's record, and has a pause of its own.
    if (health === 'healthy') await watchFailures(item);
    if (health === 'healthy') {
      answered = true;
      lastAnswers.delete(link.id);
      lastAnswers.set(link.id, runtime.now());
      const [oldest] = lastAnswers.keys();
      if (lastAnswers.size > 2 && oldest !== undefined) lastAnswers.delete(oldest);
      await recovered();
    }
    if (health === 'failing') await failed(item.reason, pause);
  }

  /** When most people fail one by one, something is wrong with all of them. */
  async function watchFailures({ resourceId, action, reason }: SyncItem): Promise<void> {
    outcomes.delete(resourceId);
    outcomes.set(resourceId, action === 'park' || action === 'error');
    const [oldest] = outcomes.keys();
    if (outcomes.size > outcomesWatched && oldest !== undefined) outcomes.delete(oldest);
    const failed = [...outcomes.values()].filter(Boolean).length;
    if (outcomes.size < outcomesWatched || failed * 2 <= outcomes.size) return;
    outcomes.clear();
    const told = `${failed} of the last ${outcomesWatched} people failed, the last one with: ${reason}`;
    await applications.update(runtime.name, { quarantine: { reason: told, at: runtime.now() } });
    runtime.log.warn({ application: runtime.name, failed }, 'application quarantined');
    const subject = { directory: runtime.application.directory, type: '', resourceId: '' };
    await runtime.store.journal.append([journalLine(runtime, subject, 'quarantined', { reason: told })]);
  }

  async function recovered(): Promise<void> {
    const { failures } = await applications.get(runtime.name);
    if (failures === 0) return;
    await applications.update(runtime.name, { failures: 0, lastFailure: null, pausedUntil: null });
    await links.hasten(runtime.name, runtime.now(), { errorKinds: ['unavailable'], attemptsBelow: attemptsOfAnOutage });
    runtime.log.info({ application: runtime.name }, 'application answers again');
  }

  async function failed(reason: string, pause?: number): Promise<void> {
    const failures = (await applications.get(runtime.name)).failures + 1;
    const over = failures - failuresBeforePause;
    const wait = pause ?? (over < 0 ? undefined : backoff(over, runtime.random));
    const paused = wait === undefined ? {} : { pausedUntil: runtime.now() + wait };
    await applications.update(runtime.name, {
      failures,
      lastFailure: { reason, at: runtime.now() },
      ...paused,
    });
    if (over === 0)
      runtime.log.warn({ application: runtime.name, failures }, 'application paused after repeated failure');
  }

  /** How many links may be taken now; `0` while halted or paused, one as a probe after a pause. */
  async function allowance(record: ApplicationRecord): Promise<number> {
    if (record.halted !== undefined || record.quarantine !== undefined) {
      answered = false;
      siteProved = false;
      return 0;
    }
    if ((record.pausedUntil ?? 0) > runtime.now()) return 0;
    if (!answered || record.failures >= failuresBeforePause) return active.size === 0 ? 1 : 0;
    return runtime.application.policy.concurrency - active.size;
  }

  async function round(): Promise<number> {
    const record = await applications.get(runtime.name);
    const limit = await allowance(record);
    if (limit <= 0) return 0;
    if (!siteProved && (await links.nextDue(runtime.name)) !== undefined) {
      if (!(await proveSite())) return 0;
    }
    const lease: Lease = { token: randomUUID(), milliseconds: leaseTime };
    const probing = record.failures >= failuresBeforePause && { fewestAttempts: true as const };
    const claimed = await links.claim(runtime.name, { now: runtime.now(), limit, lease, ...probing });
    for (const link of claimed) begin(link, lease);
    return claimed.length;
  }

  function begin(link: Link, lease: Lease): void {
    // Ours already, where the clock has jumped over the lease: its answer will not be recorded any more, so this comes after it.
    const before = active.get(link.id)?.job ?? Promise.resolve();
    const job = before
      .then(() => work(link, lease))
      .finally(() => {
        if (active.get(link.id)?.job === job) active.delete(link.id);
      });
    active.set(link.id, { lease, job });
  }

  /** Before the first write of this process: is it the site that people were linked on? */
  async function proveSite(): Promise<boolean> {
    try {
      const mismatch = await runtime.site.mismatch(calls.signal, { maximumAge: 0, remember: true });
      if (mismatch === undefined) siteProved = true;
      else await haltApplication(runtime, 'identity', mismatch);
    } catch (error) {
      runtime.log.warn({ application: runtime.name, error }, 'site could not be read');
      await failed(error instanceof Error ? error.message : String(error));
    }
    return siteProved;
  }

  const jobs = () => [...active.values()].map(({ job }) => job);

  async function loop(): Promise<void> {
    while (!stopping) {
      const taken = await round().catch((error: unknown) => {
        runtime.log.warn({ application: runtime.name, error }, 'drain round failed');
        return 0;
      });
      if (taken > 0 && active.size < runtime.application.policy.concurrency) continue;
      await Promise.race([...jobs(), rest()]);
    }
    await Promise.all(jobs());
  }

  /** Until the next link is due, a wake-up, or the poll. What is due now and was not taken waits for a pause or a halt to end. */
  async function rest(): Promise<void> {
    const due = await links.nextDue(runtime.name).catch(() => undefined);
    const ahead = due === undefined || due <= runtime.now() ? pollInterval : due - runtime.now();
    await wakeUp.wait(Math.min(ahead, pollInterval));
  }

  const heartbeat = setInterval(() => {
    const leases = new Map<Lease, string[]>();
    for (const [id, { lease }] of active) leases.set(lease, [...(leases.get(lease) ?? []), id]);
    for (const [lease, ids] of leases)
      links.renew(runtime.name, { now: runtime.now(), lease, links: ids }).catch(() => undefined);
  }, leaseTime / 3);
  heartbeat.unref();
  const running = loop();

  return {
    wake: () => wakeUp.send(),
    async stop(patience) {
      stopping = true;
      wakeUp.send();
      const abort = setTimeout(() => calls.abort(), patience);
      await running;
      clearTimeout(abort);
      clearInterval(heartbeat);
    },
  };
}
