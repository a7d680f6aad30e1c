import type { Logger } from 'pino';
import { type Database, purgeRequests, purgeTrash } from '../store/index.js';

export interface Housekeeping {
  /** Ends when what is under way has ended. */
  stop(): Promise<void>;
}

const hour = 3_600_000;
const day = 24 * hour;
/** Milliseconds that logged requests and deleted resources are kept. */
const keptRequests = 7 * day;
const keptTrash = 30 * day;

/** Forgets what is old, now and every hour. */
export function startHousekeeping(database: Database, log: Logger): Housekeeping {
  async function tidy(): Promise<void> {
    try {
      await purgeRequests(database, Date.now() - keptRequests);
      await purgeTrash(database, Date.now() - keptTrash);
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
