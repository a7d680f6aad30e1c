import { randomUUID } from 'node:crypto';
import { Cron } from 'croner';
import { resumeRun, runSchedule } from './run-schedule.js';
import type { Runtime } from './runtime.js';

export interface Scheduler {
  /** Other applications from now on. */
  replace(runtimes: readonly Runtime[]): void;
  /** Begins nothing more, and lets runs stop after the page at hand. */
  stop(): Promise<void>;
}

/** A run whose worker has not been seen for this long (milliseconds) is taken over. */
const abandoned = 60_000;
const lookInterval = 30_000;

/** Starts scheduled passes, one at a time for each application, and goes on with those that a restart broke off. */
export function createScheduler(initial: readonly Runtime[]): Scheduler {
  const worker = randomUUID();
  const stopping = new AbortController();
  let runtimes = initial;
  let jobs: readonly Cron[] = [];
  const queues = new Map<string, Promise<void>>();

  function enqueue(runtime: Runtime, work: () => Promise<void>): void {
    const before = queues.get(runtime.name) ?? Promise.resolve();
    const after = before.then(work).catch((error: unknown) => {
      runtime.log.warn({ application: runtime.name, error }, 'scheduled run failed');
    });
    queues.set(runtime.name, after);
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
          enqueue(runtime, async () => {
            if (stopping.signal.aborted || !runtimes.includes(runtime) || !(await isOurs(runtime, slot))) return;
            await runSchedule(runtime, runtimes, schedule, stopping.signal);
          });
        });
      }),
    );
  }

  async function takeOver(): Promise<void> {
    for (const runtime of runtimes) {
      const { runs } = runtime.store;
      for (const run of await runs.list({ application: runtime.name, state: 'running', limit: 10 })) {
        const now = runtime.now();
        if (run.seenAt >= now - abandoned || !(await runs.takeOver(run.id, { before: now - abandoned, now }))) continue;
        enqueue(runtime, () => resumeRun(runtime, runtimes, run, stopping.signal));
      }
    }
  }

  function look(): void {
    takeOver().catch((error: unknown) => initial[0]?.log.warn({ error }, 'runs could not be looked at'));
  }

  plan();
  look();
  const timer = setInterval(look, lookInterval);
  timer.unref();

  return {
    replace(next) {
      runtimes = next;
      plan();
    },
    async stop() {
      stopping.abort();
      clearInterval(timer);
      for (const job of jobs) job.stop();
      await Promise.all(queues.values());
    },
  };
}
