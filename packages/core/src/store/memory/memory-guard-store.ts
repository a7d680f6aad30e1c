import type { GuardStore } from '../guard-store.js';
import type { MemoryState } from './memory-state.js';

/** The last note of a subject is enough: the earlier ones lie in no window in which it does not. */
export function createMemoryGuardStore({ guardNotes }: MemoryState): GuardStore {
  return {
    async note(scope, kind, subject, at) {
      const key = JSON.stringify([scope, kind, subject]);
      guardNotes.set(key, { scope, kind, at: Math.max(at, guardNotes.get(key)?.at ?? at) });
    },
    async count(scope, kind, since) {
      return [...guardNotes.values()].filter((note) => note.scope === scope && note.kind === kind && note.at >= since)
        .length;
    },
    async has(scope, kind, subject, since) {
      const note = guardNotes.get(JSON.stringify([scope, kind, subject]));
      return note !== undefined && note.at >= since;
    },
    async purge(before) {
      for (const [key, { at }] of [...guardNotes]) if (at < before) guardNotes.delete(key);
    },
  };
}
