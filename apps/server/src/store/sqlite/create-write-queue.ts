import { setImmediate as turn } from 'node:timers/promises';
import type { Database } from '../database.js';
import type { Session } from '../session.js';
import type { Sql } from '../sql.js';

type Transact = <Result>(work: (session: Session) => Promise<Result>) => Promise<Result>;

/** `gathered`: one statement, in which many callers stand already. */
type Kind = 'work' | 'statement' | 'gathered';

interface Waiting {
  readonly kind: Kind;
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
export function createWriteQueue(
  transact: Transact,
  /** Without a transaction. */
  session: Session,
): Pick<Database, 'write' | 'autocommit' | 'gathered'> & { drained(): Promise<void> } {
  const waiting: Waiting[] = [];
  let draining: Promise<void> | undefined;
  /** How many shared the last transaction: after several, others are likely to come for the next. */
  let last = 0;

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const isGathered = waiting.length === 1 && waiting[0]?.kind === 'gathered';
      // Whoever is set off by the same answer arrives first.
      if (last <= 1 && !isGathered) await turn();
      if (isGathered || (last <= 1 && waiting.length === 1 && waiting[0]?.kind === 'statement')) {
        await runAlone(session, waiting);
      } else {
        last = await runBatch(transact, waiting);
      }
    }
    draining = undefined;
  }

  function enqueue<Result>(work: (session: Session) => Promise<Result>, kind: Kind): Promise<Result> {
    return new Promise((resolve, reject) => {
      waiting.push({
        kind,
        async run(given) {
          const result = await work(given);
          return () => resolve(result);
        },
        fail: reject,
      });
      draining ??= drain();
    });
  }

  const single = (kind: Kind): Session => ({
    all: <Row>(statement: Sql) => enqueue((given) => given.all<Row>(statement), kind),
  });
  return {
    write: (work) => enqueue(work, 'work'),
    autocommit: single('statement'),
    gathered: single('gathered'),
    drained: async () => draining,
  };
}

async function runAlone(session: Session, waiting: Waiting[]): Promise<void> {
  const work = waiting.shift();
  try {
    (await work?.run(session))?.();
  } catch (error) {
    work?.fail(error);
  }
}

/** Resolves with how many works it had. */
async function runBatch(transact: Transact, waiting: Waiting[]): Promise<number> {
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
  return batch.length;
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
