import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
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

/** From so many callers at once on a transaction waits a moment for those who have just been answered: what they send next comes along. */
const crowd = 4;
/** Milliseconds. */
const moment = 1;

/** A transaction keeps others waiting, on SQLite the command line, too. */
const most = 64;

/**
 * Group commit: what is asked for while others are written shares the next transaction, its flush and its statements. Where the database
 * refuses one of several, each is written alone, so that a refused one spoils nothing for the others.
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

  async function writeAlone({ commit, resolve, reject }: Waiting): Promise<void> {
    try {
      for (const outcome of await apply([commit])) resolve(outcome);
    } catch (error) {
      reject(error);
    }
  }

  async function writeTogether(batch: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await apply(batch.map(({ commit }) => commit));
      for (const [index, outcome] of outcomes.entries()) batch[index]?.resolve(outcome);
    } catch {
      for (const each of batch) await writeAlone(each);
    }
  }

  async function writeBatch(batch: readonly Waiting[]): Promise<void> {
    const written = await writePlain(batch.map(({ commit }) => commit));
    const others: Waiting[] = [];
    for (const each of batch) {
      const outcome = written.get(each.commit);
      if (outcome === undefined) others.push(each);
      else each.resolve(outcome);
    }
    const [first, ...more] = others;
    if (first !== undefined) await (more.length === 0 ? writeAlone(first) : writeTogether(others));
  }

  async function work(): Promise<void> {
    isWriting = true;
    // Whoever is set off by the same turn arrives first.
    await turn();
    let callers = 0;
    while (waiting.length > 0) {
      if (callers >= crowd && waiting.length < callers) await sleep(moment);
      const batch = waiting.splice(0, most);
      await writeBatch(batch);
      callers = batch.length + waiting.length;
    }
    isWriting = false;
  }

  return (commit) =>
    new Promise((resolve, reject) => {
      waiting.push({ commit, resolve, reject });
      if (!isWriting) void work();
    });
}
