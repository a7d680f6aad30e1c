import { randomUUID } from 'node:crypto';
import { Cron } from 'croner';
import type { Run } from '../store/run-store.js';
import { endRun, resumeRun, runSchedule } from './run-schedule.js';
import type { Runtime } from './runtime.js';

export interface Scheduler {
  /** Other applications from now on: runs of others stop after the page at hand, and go on with whoever has their name. */
  replace(runtimes: readonly Runtime[]): Promise<void>;
  /** Begins nothing more, and lets runs stop after the page at hand. */
  stop(): Promise<void>;
}

/** A run whose worker has not been seen for this long (milliseconds) is taken over. */
const abandoned = 60_000;
const lookInterval = 30_000;
const goneApplication = 'its application is not in the configuration any more';

/** Starts scheduled passes, one at a time for each application, and goes on with those that a restart broke off. */
export function createScheduler(host: Pick<Runtime, 'store' | 'log' | 'now'>, initial: readonly Runtime[]): Scheduler {
  const { runs } = host.store;
  const worker = randomUUID();
  let stopping = false;
  let runtimes = initial;
  let jobs: readonly Cron[] = [];
  const queues = new Map<string, Promise<void>>();
  const endings = new Map<Runtime, AbortController>();

  function enqueue(runtime: Runtime, work: (signal: AbortSignal) => Promise<void>): void {
    const before = queues.get(runtime.name) ?? Promise.resolve();
    const after = before
      .then(async () => {
        if (!stopping && runtimes.includes(runtime)) await work(endingOf(runtime).signal);
      })
      .catch((error: unknown) => {
        runtime.log.warn({ application: runtime.name, error }, 'scheduled run failed');
      });
    queues.set(runtime.name, after);
  }

  function endingOf(runtime: Runtime): AbortController {
    const known = endings.get(runtime) ?? new AbortController();
    endings.set(runtime, known);
    return known;
  }

  /** Of several servers on one database one begins. */
  async function isOurs({ name, store, now }: Runtime, slot: string): Promise<boolean> {
    const at = now();
    return store.guards.take(`schedule:${name}`, slot, worker, { at, since: at - 3_600_000, limit: 1 });
  }

  function plan(): void {
    for (const job of jobs) job.stop();
    jobs = runtimes.flatMap((runtime) =>
      runtime.application.policy.schedules.map((schedule, index) => {
        const { cron, timezone } = schedule;
        return new Cron(cron, { ...(timezone !== undefined && { timezone }), unref: true }, () => {
          const slot = `${index} ${new Date(Math.floor(runtime.now() / 1_000) * 1_000).toISOString()}`;
          enqueue(runtime, async (signal) => {
            if (await isOurs(runtime, slot)) await runSchedule(runtime, runtimes, schedule, signal);
          });
        });
      }),
    );
  }

  async function takeOver(): Promise<void> {
    for (const runtime of runtimes) {
      for (const run of await runs.list({ application: runtime.name, state: 'running', limit: 10 })) {
        if (await isTakenOver(run)) enqueue(runtime, (signal) => resumeRun(runtime, runtimes, run, signal));
      }
    }
    const others = await runs.list({ state: 'running', limit: 100 });
    for (const run of others.filter(({ application }) => !runtimes.some(({ name }) => name === application))) {
      if (await isTakenOver(run)) await endRun(host, run, goneApplication);
    }
  }

  /** Of whoever looks one goes on with a run whose worker is gone. */
  async function isTakenOver({ id, seenAt }: Run): Promise<boolean> {
    const now = host.now();
    const before = now - abandoned;
    return seenAt < before && (await runs.takeOver(id, { before, now }));
  }

  function look(): void {
    takeOver().catch((error: unknown) => host.log.warn({ error }, 'runs could not be looked at'));
  }

  plan();
  look();
  const timer = setInterval(look, lookInterval);
  timer.unref();

  return {
    async replace(next) {
      const gone = runtimes.filter((runtime) => !next.includes(runtime));
      runtimes = next;
      plan();
      for (const runtime of gone) {
        endings.get(runtime)?.abort();
        endings.delete(runtime);
      }
      await Promise.all(gone.map(({ name }) => queues.get(name)));
    },
    async stop() {
      stopping = true;
      clearInterval(timer);
      for (const job of jobs) job.stop();
      for (const ending of endings.values()) ending.abort();
      await Promise.all(queues.values());
    },
  };
}
