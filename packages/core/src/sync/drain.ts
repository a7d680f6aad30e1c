import { randomUUID } from 'node:crypto';
import type { ApplicationRecord } from '../store/application-store.js';
import type { Lease, Link } from '../store/link.js';
import { vendorFinder } from './find-account.js';
import { haltApplication } from './halt.js';
import { reconcile, type Settlement } from './reconcile.js';
import { backoff } from './recover.js';
import type { Runtime } from './runtime.js';
import { siteMismatch } from './site.js';
import { createWakeSignal } from './wake-signal.js';

export interface Drain {
  /** "Something may be due." */
  wake(): void;
  /** Takes nothing more, lets the calls in flight end (aborting them after `patience` milliseconds). */
  stop(patience: number): Promise<void>;
}

/** After this many failures in a row the application is paused, and then probed with one link. */
const failuresBeforePause = 3;
/** Other processes (the command line) make links due, too. */
const pollInterval = 1_000;
const leaseTime = 30_000;

/** Works on one application's due links until it is stopped. One slow application never delays another: each has its own drain. */
export function createDrain(runtime: Runtime): Drain {
  const { links, applications } = runtime.store;
  const lease: Lease = { token: randomUUID(), milliseconds: leaseTime };
  const finder = vendorFinder(runtime.users);
  const calls = new AbortController();
  const wakeUp = createWakeSignal();
  const active = new Set<Promise<void>>();
  let stopping = false;
  let siteProved = false;
  /** Until the application has answered once, links go one by one: a wrong password is tried once, not once a worker. */
  let answered = false;

  async function work(link: Link): Promise<void> {
    try {
      await settle(await reconcile(runtime, link, { lease, finder, signal: calls.signal }));
    } catch (error) {
      // The database failed, or a fault of ours: the lease runs out, and the link is taken up again.
      runtime.log.warn({ application: runtime.name, label: link.label, error }, 'link left to its lease');
    }
  }

  async function settle({ health, pause }: Settlement): Promise<void> {
    if (health === 'healthy') {
      answered = true;
      await recovered();
    }
    if (health === 'failing') await failed(pause);
  }

  async function recovered(): Promise<void> {
    const { failures } = await applications.get(runtime.name);
    if (failures === 0) return;
    await applications.update(runtime.name, { failures: 0, pausedUntil: null });
    await links.hasten(runtime.name, runtime.now());
    runtime.log.info({ application: runtime.name }, 'application answers again');
  }

  async function failed(pause: number | undefined): Promise<void> {
    const failures = (await applications.get(runtime.name)).failures + 1;
    const over = failures - failuresBeforePause;
    const wait = pause ?? (over < 0 ? undefined : backoff(over, runtime.random));
    const paused = wait === undefined ? {} : { pausedUntil: runtime.now() + wait };
    await applications.update(runtime.name, { failures, ...paused });
    if (over === 0)
      runtime.log.warn({ application: runtime.name, failures }, 'application paused after repeated failure');
  }

  /** How many links may be taken now; `0` while halted or paused, one as a probe after a pause. */
  async function allowance(record: ApplicationRecord): Promise<number> {
    if (record.halted !== undefined) {
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
    const claimed = await links.claim(runtime.name, { now: runtime.now(), limit, lease });
    for (const link of claimed) {
      const job = work(link).finally(() => active.delete(job));
      active.add(job);
    }
    return claimed.length;
  }

  /** Before the first write of this process: is it the site that people were linked on? */
  async function proveSite(): Promise<boolean> {
    try {
      const mismatch = await siteMismatch(runtime, calls.signal);
      if (mismatch === undefined) siteProved = true;
      else await haltApplication(runtime, 'identity', mismatch);
    } catch (error) {
      runtime.log.warn({ application: runtime.name, error }, 'site could not be read');
      await failed(undefined);
    }
    return siteProved;
  }

  async function loop(): Promise<void> {
    while (!stopping) {
      const taken = await round().catch((error: unknown) => {
        runtime.log.warn({ application: runtime.name, error }, 'drain round failed');
        return 0;
      });
      if (taken > 0 && active.size < runtime.application.policy.concurrency) continue;
      await Promise.race([...active, rest()]);
    }
    await Promise.all(active);
  }

  /** Until the next link is due, a wake-up, or the poll. What is due now and was not taken waits for a pause or a halt to end. */
  async function rest(): Promise<void> {
    const due = await links.nextDue(runtime.name).catch(() => undefined);
    const ahead = due === undefined || due <= runtime.now() ? pollInterval : due - runtime.now();
    await wakeUp.wait(Math.min(ahead, pollInterval));
  }

  const heartbeat = setInterval(() => {
    if (active.size > 0) links.renew(runtime.name, { now: runtime.now(), lease }).catch(() => undefined);
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
