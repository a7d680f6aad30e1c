import type { Logger } from 'pino';
import { type Database, joinSql, sql } from '../store/index.js';
import { noteSeenRequests } from './note-seen-requests.js';
import type { RequestEntry } from './request-entry.js';
import { requestColumns, requestValues } from './request-row.js';

export interface RequestLog {
  /** Cheap, never throws; written with others within a quarter of a second. */
  record(entry: RequestEntry): void;
  /** Writes what is left. */
  close(): Promise<void>;
}

export interface RequestLogOptions {
  readonly database: Database;
  readonly log: Logger;
}

/** Milliseconds. */
const writeInterval = 250;
/** Rows in one statement, and how many may wait while the database does not take any. */
const batch = 100;
const longestQueue = 5_000;

/** The request log: one write for many requests, since none of them waits for it. */
export function createRequestLog({ database, log }: RequestLogOptions): RequestLog {
  const queue: RequestEntry[] = [];
  let lost = 0;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    while (queue.length > 0) {
      const taken = queue.splice(0, batch);
      try {
        const values = joinSql(taken.map(requestValues), ', ');
        await database.write(async (session) => {
          await session.all(sql`insert into requests (${requestColumns}) values ${values}`);
          await noteSeenRequests(session, taken);
        });
      } catch (error) {
        log.warn({ err: error, requests: taken.length }, 'request log was not written');
        queue.unshift(...taken);
        return;
      }
    }
  }
  const writeTimer = setInterval(() => {
    if (lost > 0) log.warn({ requests: lost }, 'request log could not keep up');
    lost = 0;
    writing = writing.then(write);
  }, writeInterval);
  writeTimer.unref();

  return {
    record(entry) {
      if (queue.length >= longestQueue) {
        queue.shift();
        lost += 1;
      }
      queue.push(entry);
    },
    async close() {
      clearInterval(writeTimer);
      await writing.then(write);
    },
  };
}
