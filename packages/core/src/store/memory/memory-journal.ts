import type { Journal, JournalLine } from '../journal.js';
import { addJournalLine, type MemoryState } from './memory-state.js';

export function createMemoryJournal(state: MemoryState): Journal {
  return {
    async append(entries) {
      for (const entry of entries) addJournalLine(state, entry);
    },
    async list({ resourceId, application, before, limit }) {
      const matches = (line: JournalLine) =>
        (resourceId === undefined || line.resourceId === resourceId) &&
        (application === undefined || line.application === application) &&
        (before === undefined || line.seq < before);
      return state.journal.filter(matches).reverse().slice(0, limit);
    },
  };
}
