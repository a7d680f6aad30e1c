import { setImmediate as turn } from 'node:timers/promises';
import type { Commit, CommitOutcome, ResourceStore } from '@linkspan/core';
import type { Database } from '../database.js';
import { applyCommits } from './apply-commits.js';
import { createPlainWriter } from './create-plain-writer.js';
import type { RecentRecords } from './create-recent-records.js';

interface Waiting {
  readonly commit: Commit;
  resolve(outcome: CommitOutcome): void;
  reject(error: unknown): void;
}

/** A transaction keeps others waiting, on SQLite the command line, too. */
const most = 64;

/** Tells the callers of a batch. */
type Settle = () => void;

/**
 * Group commit: what is asked for while others are written shares the next transaction, its flush and its statements. Where the database
 * refuses one of several, each is written alone, so that a refused one spoils nothing for the others. The next batch is on its way before
 * the callers of the last one are told: the database works while they are answered.
 */
export function createCommitQueue(
  database: Database,
  recent: RecentRecords,
  now: () => number,
): ResourceStore['commit'] {
  const { write, dialect } = database;
  const writePlain = createPlainWriter(database, recent, now);
  const waiting: Waiting[] = [];
  let isWriting = false;

  const apply = (commits: readonly Commit[]) =>
    write((session) => applyCommits({ session, dialect, now: now() }, commits));

  async function writeAlone({ commit, resolve, reject }: Waiting): Promise<Settle> {
    try {
      const outcomes = await apply([commit]);
      return () => {
        for (const outcome of outcomes) resolve(outcome);
      };
    } catch (error) {
      return () => reject(error);
    }
  }

  async function writeTogether(batch: readonly Waiting[]): Promise<readonly Settle[]> {
    try {
      const outcomes = await apply(batch.map(({ commit }) => commit));
      return outcomes.map((outcome, index) => () => batch[index]?.resolve(outcome));
    } catch {
      // Nobody waits for what others wait for.
      for (const each of batch) (await writeAlone(each))();
      return [];
    }
  }

  async function writeBatch(batch: readonly Waiting[]): Promise<readonly Settle[]> {
    const written = await writePlain(batch.map(({ commit }) => commit));
    const others: Waiting[] = [];
    const settled: Settle[] = [];
    for (const each of batch) {
      const outcome = written.get(each.commit);
      if (outcome === undefined) others.push(each);
      else settled.push(() => each.resolve(outcome));
    }
    const [first, ...more] = others;
    if (first === undefined) return settled;
    for (const settle of settled) settle();
    return more.length === 0 ? [await writeAlone(first)] : writeTogether(others);
  }

  async function work(): Promise<void> {
    isWriting = true;
    // Whoever is set off by the same turn arrives first.
    await turn();
    let next = writeBatch(waiting.splice(0, most));
    for (;;) {
      const settled = await next;
      const hasMore = waiting.length > 0;
      if (hasMore) {
        next = writeBatch(waiting.splice(0, most));
        await turn();
      }
      for (const settle of settled) settle();
      if (!hasMore) break;
    }
    isWriting = false;
  }

  return (commit) =>
    new Promise((resolve, reject) => {
      waiting.push({ commit, resolve, reject });
      if (!isWriting) void work();
    });
}
