import type { Logger } from 'pino';
import { type Database, joinSql, sql } from '../store/index.js';
import { createReadSampler } from './create-read-sampler.js';
import { createSeenRequests } from './create-seen-requests.js';
import { isRead } from './is-read.js';
import { noteSeenRequests } from './note-seen-requests.js';
import { redactQuery, redactText } from './redact-text.js';
import type { RequestEntry } from './request-entry.js';
import { requestColumns, requestValues } from './request-row.js';

export interface RequestLog {
  /** Cheap, never throws; written with others within a quarter of a second, unless it is a read that is left out. */
  record(entry: RequestEntry): void;
  /** Writes what is left. */
  close(): Promise<void>;
}

export interface RequestLogOptions {
  readonly database: Database;
  readonly log: Logger;
  /** The share of reads that is kept of a client that reads much. */
  reads(): number;
  /** Finds the names of attributes that are never shown, here neither. Default: passwords alone. */
  hidden?(): RegExp | undefined;
}

/** Milliseconds. */
const writeInterval = 250;
/** Rows in one statement. */
const batch = 250;
/**
 * What may wait while the database does not take any: reads up to the first number of entries, whatever else up to the second; and bodies
 * of so many characters in all, 16 MB at most.
 */
const mostReads = 5_000;
const mostEntries = 20_000;
const mostCharacters = 8 * 1024 * 1024;
const noRoom = '[left out: the database did not take the request log fast enough]';

/** The request log: one write for many requests, since none of them waits for it. */
export function createRequestLog({ database, log, reads, hidden = () => undefined }: RequestLogOptions): RequestLog {
  const isKept = createReadSampler(reads);
  const seen = createSeenRequests();
  /** Reads left out since the last entry, by client. */
  const skipped = new Map<string, number>();
  const lost = { reads: 0, others: 0 };
  const queue: RequestEntry[] = [];
  let characters = 0;
  let writing: Promise<void> = Promise.resolve();

  function push(entry: RequestEntry): void {
    const left = skipped.get(entry.client) ?? 0;
    skipped.delete(entry.client);
    const kept = {
      ...entry,
      ...redactEntry(entry, characters < mostCharacters, hidden()),
      ...(left > 0 && { skipped: left }),
    };
    characters += sizeOf(kept);
    queue.push(kept);
  }

  /** What comes while this is written waits for the next time: a busy server would write a few lines in every transaction. */
  async function write(): Promise<void> {
    for (let left = Math.max(queue.length, 1); left > 0; left -= batch) {
      const taken = queue.splice(0, Math.min(batch, left));
      const kinds = seen.take();
      if (taken.length + kinds.length === 0) return;
      try {
        await database.write(async (session) => {
          if (taken.length > 0) {
            const values = joinSql(taken.map(requestValues), ', ');
            await session.all(sql`insert into requests (${requestColumns}) values ${values}`);
          }
          await noteSeenRequests(session, kinds);
        });
        for (const entry of taken) characters -= sizeOf(entry);
      } catch (error) {
        log.warn({ err: error, requests: taken.length }, 'request log was not written');
        queue.unshift(...taken);
        seen.putBack(kinds);
        return;
      }
    }
  }
  const writeTimer = setInterval(() => {
    if (lost.others > 0) log.error({ ...lost }, 'request log could not keep up: requests are missing in it');
    else if (lost.reads > 0) log.warn({ reads: lost.reads }, 'request log could not keep up: reads are missing in it');
    lost.reads = 0;
    lost.others = 0;
    writing = writing.then(write);
  }, writeInterval);
  writeTimer.unref();

  return {
    record(entry) {
      seen.note(entry);
      const read = isRead(entry);
      const fits = queue.length < (read ? mostReads : mostEntries);
      if (!fits) lost[read ? 'reads' : 'others'] += 1;
      if (fits && (!read || isKept(entry))) push(entry);
      else if (read) skipped.set(entry.client, (skipped.get(entry.client) ?? 0) + 1);
    },
    async close() {
      clearInterval(writeTimer);
      await writing.then(write);
    },
  };
}

function redactEntry(
  { path, body, answer }: RequestEntry,
  hasRoom: boolean,
  hidden: RegExp | undefined,
): Pick<RequestEntry, 'path' | 'body' | 'answer'> {
  const [place = '', query] = path.split(/\?(.*)/s);
  return {
    path: query === undefined ? path : `${place}?${redactQuery(query, hidden)}`,
    ...(body !== undefined && { body: hasRoom ? redactText(body, hidden) : noRoom }),
    ...(answer !== undefined && { answer: hasRoom ? redactText(answer, hidden) : noRoom }),
  };
}

function sizeOf({ body = '', answer = '' }: RequestEntry): number {
  return body.length + answer.length;
}
