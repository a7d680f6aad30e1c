import { randomUUID } from 'node:crypto';
import type { ApplicationRecord } from '../store/application-store.js';
import type { Lease, Link } from '../store/link.js';
import type { Operations } from './application.js';
import { createHealth, failuresBeforePause } from './create-health.js';
import { haltApplication } from './halt.js';
import { type ViewContext, viewContext } from './read-view.js';
import { reconcile } from './reconcile.js';
import { backoff } from './recover.js';
import { type Runtime, runtimeFor } from './runtime.js';
import { createWakeSignal } from './wake-signal.js';

export interface Drain {
  /** "Something may be due." */
  wake(): void;
  /** Takes nothing more, lets the calls in flight end (aborting them after `patience` milliseconds). */
  stop(patience: number): Promise<void>;
}

/** Other processes (the command line) make links due, too. */
const pollInterval = 1_000;
const leaseTime = 30_000;
/** Where nothing is automatic, what is due was made so before. */
const nothing: Operations = { create: false, update: false, deactivate: false, delete: false };

/** Works on one application's due links until it is stopped. One slow application never delays another: each has its own drain. */
export function createDrain(runtime: Runtime): Drain {
  const { links, applications } = runtime.store;
  const { automatic, concurrency } = runtime.application.policy;
  /** More than call at once (`limitCalls`): while one waits for the database, another's call goes. */
  const people = concurrency * 2;
  const operations = automatic === false ? nothing : automatic;
  const health = createHealth(runtime);
  const calls = new AbortController();
  const wakeUp = createWakeSignal();
  /** By the link's id. */
  const active = new Map<string, { readonly lease: Lease; readonly job: Promise<void> }>();
  /** Those of them that are only being recorded: the application can be asked for somebody else, and no call waits for the disk. */
  const answeredFor = new Set<string>();
  /** As it was read after the last claim. */
  let known: ApplicationRecord | undefined;
  let stopping = false;
  let siteProved = false;

  async function work(link: Link, lease: Lease, context: ViewContext): Promise<void> {
    const own = runtimeFor(runtime, link);
    // A group's, where groups are not provisioned any more: left as it is, until they are.
    if (own === undefined) {
      await giveUp(link, lease);
      return;
    }
    try {
      const options = {
        way: 'automatic',
        operations,
        context,
        lease,
        signal: calls.signal,
        onAnswered() {
          if (active.get(link.id)?.lease === lease) answeredFor.add(link.id);
          wakeUp.send();
        },
        answeredOthersSince: (time: number) => health.answeredOthersSince(link, time),
      } as const;
      await health.settle(link, await reconcile(own, link, options));
    } catch (error) {
      runtime.log.warn({ application: runtime.name, label: link.label, error }, 'link could not be worked on');
      // A failure of the database, or a fault of ours: tried again later, by whoever comes first.
      const later = runtime.now() + backoff(link.attempts, runtime.random);
      await giveBack(link, lease, { dueAt: later, attempts: link.attempts + 1 }).catch(() => undefined);
    }
  }

  function giveUp(link: Link, lease: Lease): Promise<unknown> {
    return links.record(link, lease, {}, { release: { attempts: 0, stale: true } }).catch(() => undefined);
  }

  function giveBack(
    link: Link,
    lease: Lease,
    release: { readonly dueAt: number; readonly attempts: number },
  ): Promise<unknown> {
    return links.record(link, lease, {}, { release: { ...release, ...(link.stale && { stale: true }) } });
  }

  /** How many people may be worked on besides; `0` while halted or paused, one as a probe after a pause. */
  function allowance(record: ApplicationRecord): number {
    if (record.halted !== undefined || record.quarantine !== undefined) {
      health.forget();
      siteProved = false;
      return 0;
    }
    if ((record.pausedUntil ?? 0) > runtime.now()) return 0;
    if (!health.answered || record.failures >= failuresBeforePause) return active.size === 0 ? 1 : 0;
    return people - asked();
  }

  const asked = () => active.size - answeredFor.size;
  const isFull = () => asked() >= people;

  async function readRecord(): Promise<ApplicationRecord> {
    const record = await applications.get(runtime.name);
    health.note(record.failures);
    return record;
  }

  /** Whether there may be more that is due. */
  async function round(): Promise<boolean> {
    const before = known ?? (await readRecord());
    known = undefined;
    const limit = allowance(before);
    if (limit <= 0) return false;
    // What becomes due while this is asked waits for the next round: nothing is claimed before it is known where it goes.
    if (!siteProved && ((await links.nextDue(runtime.name)) === undefined || !(await proveSite()))) return false;
    const lease: Lease = { token: randomUUID(), milliseconds: leaseTime };
    const probing = before.failures >= failuresBeforePause && { fewestAttempts: true as const };
    const claimed = await links.claim(runtime.name, { now: runtime.now(), limit, lease, ...probing });
    if (claimed.length === 0) return false;
    await beginAllowed(claimed, lease);
    return claimed.length === limit;
  }

  /** The record is read after the claim: an operator may have stopped the application, and groups may have been bound, until then. */
  async function beginAllowed(claimed: readonly Link[], lease: Lease): Promise<void> {
    known = await readRecord();
    const allowed = Math.max(0, allowance(known));
    const context = viewContext(known, operations);
    for (const link of claimed.slice(0, allowed)) begin(link, lease, context);
    for (const link of claimed.slice(allowed))
      await giveBack(link, lease, { dueAt: link.dueAt ?? runtime.now(), attempts: link.attempts });
  }

  function begin(link: Link, lease: Lease, context: ViewContext): void {
    // Ours already, where the clock has jumped over the lease: its answer will not be recorded any more, so this comes after it.
    const before = active.get(link.id)?.job ?? Promise.resolve();
    const job = before
      .then(() => work(link, lease, context))
      .finally(() => {
        if (active.get(link.id)?.job !== job) return;
        active.delete(link.id);
        answeredFor.delete(link.id);
        wakeUp.send();
      });
    answeredFor.delete(link.id);
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
      await health.failed(error instanceof Error ? error.message : String(error));
    }
    return siteProved;
  }

  async function loop(): Promise<void> {
    while (!stopping) {
      const more = await round().catch((error: unknown) => {
        runtime.log.warn({ application: runtime.name, error }, 'drain round failed');
        return false;
      });
      while (isFull() && !stopping) await wakeUp.wait(pollInterval);
      if (!more) await rest();
    }
    await Promise.all([...active.values()].map(({ job }) => job));
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
