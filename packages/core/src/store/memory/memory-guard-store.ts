import type { GuardStore } from '../guard-store.js';
import type { MemoryState } from './memory-state.js';

export function createMemoryGuardStore({ guardNotes }: MemoryState): GuardStore {
  const countSince = (scope: string, kind: string, since: number) =>
    [...guardNotes.values()].filter((note) => note.scope === scope && note.kind === kind && note.at >= since).length;
  return {
    async take(scope, kind, subject, { at, since, limit }) {
      const key = JSON.stringify([scope, kind, subject]);
      const known = guardNotes.get(key);
      if (known !== undefined && known.at >= since) return true;
      if (countSince(scope, kind, since) >= limit) return false;
      guardNotes.set(key, { scope, kind, at });
      return true;
    },
    async count(scope, kind, since) {
      return countSince(scope, kind, since);
    },
    async purge(before) {
      for (const [key, { at }] of [...guardNotes]) if (at < before) guardNotes.delete(key);
    },
  };
}
