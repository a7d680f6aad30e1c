import type { Logger } from 'pino';
import { purgeDoctorVisits } from '../doctor/visit-store.js';
import {
  type Database,
  purgeAccessTokens,
  purgeEventSets,
  purgeGuardNotes,
  purgeJournal,
  purgeListings,
  purgePasswords,
  purgePlans,
  purgeRequests,
  purgeRuns,
  purgeTrash,
} from '../store/index.js';

export interface Housekeeping {
  /** Ends when what is under way has ended. */
  stop(): Promise<void>;
}

const hour = 3_600_000;
const day = 24 * hour;

/** What is forgotten, and after how many milliseconds. */
const kept: readonly (readonly [purge: (database: Database, before: number) => Promise<number>, time: number])[] = [
  [purgeTrash, 30 * day],
  [purgeAccessTokens, day],
  // From when they expired.
  [purgePlans, 7 * day],
  [purgeRuns, 90 * day],
  // A run ends its own; these are of runs that were cut off.
  [purgeListings, day],
  [purgeEventSets, 90 * day],
  // That no application has taken by then.
  [purgePasswords, 7 * day],
  // The longest window of a guard is a month.
  [purgeGuardNotes, 31 * day],
  [purgeJournal, 365 * day],
  // From when they ended.
  [purgeDoctorVisits, 0],
];

/** Forgets what is old, now and every hour. `requestsKept`: milliseconds, as configured at the moment. */
export function startHousekeeping(database: Database, log: Logger, requestsKept: () => number): Housekeeping {
  async function tidy(): Promise<void> {
    try {
      await purgeRequests(database, Date.now() - requestsKept());
      for (const [purge, time] of kept) await purge(database, Date.now() - time);
    } catch (error) {
      log.warn({ err: error }, 'old data was not deleted');
    }
  }
  let working = tidy();
  const timer = setInterval(() => {
    working = working.then(tidy);
  }, hour);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await working;
    },
  };
}
