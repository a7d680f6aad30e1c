import type { MarkStore, PendingMark } from '../mark-store.js';
import { type MemoryState, openDirectory } from './memory-state.js';

export function createMemoryMarkStore(state: MemoryState): MarkStore {
  return {
    async list(limit, reach) {
      const marks = [...state.marks.values()];
      return (reach === undefined ? marks : marks.filter((mark) => mark.reach === reach)).slice(0, limit);
    },
    async advance(seq, after) {
      const mark = state.marks.get(seq);
      if (mark) state.marks.set(seq, { ...mark, after });
    },
    async remove(seqs) {
      for (const seq of seqs) {
        const mark = state.marks.get(seq);
        state.marks.delete(seq);
        if (mark?.reach === 'members') hideTrashedMembers(state, mark);
      }
    },
  };
}

/** An earlier mark of the same group must not hide the rows that the mark of its deletion still has to expand. */
function hideTrashedMembers(state: MemoryState, mark: PendingMark): void {
  const { trash } = openDirectory(state, mark.directory);
  const awaited = [...state.marks.values()].some((other) => other.id === mark.id && other.reach === 'members');
  const trashed = trash.get(mark.id);
  if (trashed && !awaited) trash.set(mark.id, { ...trashed, membersSeen: true });
}
