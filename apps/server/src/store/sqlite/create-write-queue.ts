import { setImmediate as turn } from 'node:timers/promises';
import type { Database } from '../database.js';
import type { Session } from '../session.js';

type Transact = <Result>(work: (session: Session) => Promise<Result>) => Promise<Result>;

interface Waiting {
  /** Resolves with what settles the caller, once the transaction is on disk. */
  run(session: Session): Promise<() => void>;
  fail(error: unknown): void;
}

/** A batch holds the write lock; the command line beside a server waits no longer than this many works. */
const batchLimit = 100;

/**
 * Group commit: works that arrive while a transaction is being flushed to disk share the next one, and so do those that arrive while the
 * statements of others in it are run. The flush is what a write costs, so eight callers at once get nearly eight times as much done.
 * Where a work of a batch fails, the batch is rolled back and every work runs again in a transaction of its own, so that a failing one
 * spoils nothing for the others.
 */
export function createWriteQueue(transact: Transact): Pick<Database, 'write'> & { drained(): Promise<void> } {
  const waiting: Waiting[] = [];
  let draining: Promise<void> | undefined;

  async function drain(): Promise<void> {
    while (waiting.length > 0) await runBatch(transact, waiting);
    draining = undefined;
  }

  return {
    write: (work) =>
      new Promise((resolve, reject) => {
        waiting.push({
          async run(session) {
            const result = await work(session);
            return () => resolve(result);
          },
          fail: reject,
        });
        draining ??= drain();
      }),
    drained: async () => draining,
  };
}

async function runBatch(transact: Transact, waiting: Waiting[]): Promise<void> {
  const batch: Waiting[] = [];
  try {
    const settled = await transact(async (session) => {
      const settle: (() => void)[] = [];
      do {
        const arrived = waiting.splice(0, batchLimit - batch.length);
        batch.push(...arrived);
        for (const each of arrived) settle.push(await each.run(session));
        // What the last answer has set off comes before the flush.
        await turn();
      } while (waiting.length > 0 && batch.length < batchLimit);
      return settle;
    });
    for (const settle of settled) settle();
  } catch (error) {
    await failOrRepeat(transact, waiting, batch, error);
  }
}

/** A database that is locked or gone would only be asked again, once for each. */
async function failOrRepeat(
  transact: Transact,
  waiting: Waiting[],
  batch: readonly Waiting[],
  error: unknown,
): Promise<void> {
  if (batch.length > 1) for (const each of batch) await runBatch(transact, [each]);
  else for (const each of batch.length === 1 ? batch : waiting.splice(0, batchLimit)) each.fail(error);
}
