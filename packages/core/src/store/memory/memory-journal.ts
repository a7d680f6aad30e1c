import type { Journal, JournalLine, JournalQuery } from '../journal.js';
import { addJournalLine, type MemoryState } from './memory-state.js';

const equalities = ['resourceId', 'application', 'actor', 'action', 'run', 'requestId'] as const;

export function createMemoryJournal(state: MemoryState): Journal {
  return {
    async append(entries) {
      for (const entry of entries) addJournalLine(state, entry);
    },
    async list(query) {
      return state.journal.filter(isAskedBy(query)).reverse().slice(0, query.limit);
    },
    async follow(after, limit) {
      return state.journal.filter(({ seq }) => seq > after).slice(0, limit);
    },
  };
}

function isAskedBy(query: JournalQuery): (line: JournalLine) => boolean {
  const { since, until, before = Number.POSITIVE_INFINITY } = query;
  const from = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since);
  const end = until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until);
  return (line) =>
    equalities.every((key) => query[key] === undefined || query[key] === line[key]) &&
    line.seq < before &&
    Date.parse(line.at) >= from &&
    Date.parse(line.at) < end;
}
