import type { Link } from '../store/link.js';
import { journalLine } from './journal-line.js';
import type { SyncItem } from './orchestrator.js';
import type { Settlement } from './reconcile.js';
import { backoff } from './recover.js';
import type { Runtime } from './runtime.js';

/** How an application does, by what becomes of the people who are worked on. */
export interface Health {
  settle(link: Link, settlement: Settlement): Promise<void>;
  failed(reason: string, pause?: number): Promise<void>;
  /** What somebody read of the record of how many failed in a row: who succeeds need not look whether there is anything to clear. */
  note(failures: number): void;
  /** Until the application has answered once, links go one by one: a wrong password is tried once, not once a worker. */
  readonly answered: boolean;
  /** It is halted: it has to answer anew. */
  forget(): void;
  /** Whether it has answered for anybody else since then. */
  answeredOthersSince(link: Link, time: number): boolean;
}

/** After this many failures in a row the application is paused, and then probed with one link. */
export const failuresBeforePause = 3;
/** In an outage people are probed in turn, so each has few attempts; who has more fails for a reason of their own. */
const attemptsOfAnOutage = 4;
const outcomesWatched = 40;

export function createHealth(runtime: Runtime): Health {
  const { links, applications } = runtime.store;
  /** Of the last people, by resource: whether it failed. */
  const outcomes = new Map<string, boolean>();
  /** The last two people for whom the application answered, with the time. */
  const lastAnswers = new Map<string, number>();
  let answered = false;
  let failuresKnown = 0;

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
    if (failuresKnown === 0) return;
    failuresKnown = 0;
    await applications.update(runtime.name, { failures: 0, lastFailure: null, pausedUntil: null });
    await links.hasten(runtime.name, runtime.now(), { errorKinds: ['unavailable'], attemptsBelow: attemptsOfAnOutage });
    runtime.log.info({ application: runtime.name }, 'application answers again');
  }

  async function failed(reason: string, pause?: number): Promise<void> {
    const failures = (await applications.get(runtime.name)).failures + 1;
    failuresKnown = failures;
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

  return {
    failed,
    async settle(link, { health, pause, item }) {
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
    },
    note(failures) {
      failuresKnown = failures;
    },
    get answered() {
      return answered;
    },
    forget() {
      answered = false;
    },
    answeredOthersSince: (link, time) => [...lastAnswers].some(([id, at]) => id !== link.id && at > time),
  };
}
