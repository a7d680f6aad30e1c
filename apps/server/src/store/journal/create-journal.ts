import type { Journal } from '@linkspan/core';
import type { Database } from '../database.js';
import { followJournal } from './follow-journal.js';
import { insertJournal } from './insert-journal.js';
import { listJournal } from './list-journal.js';

export function createJournal({ read, write }: Database, now: () => number): Journal {
  return {
    async append(entries) {
      await write((session) => insertJournal(session, entries, now()));
    },
    list: (query) => listJournal(read, query),
    follow: (after, limit) => followJournal(read, after, limit, now()),
  };
}
