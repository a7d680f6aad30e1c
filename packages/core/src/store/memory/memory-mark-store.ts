import type { MarkStore, PendingMark } from '../mark-store.js';
import { removeAllMembers } from './membership.js';
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
        if (mark?.reach === 'members') dropTrashedMembers(state, mark);
      }
    },
  };
}

/** An earlier mark of the same group must not take the rows that the mark of its deletion still has to expand. */
function dropTrashedMembers(state: MemoryState, mark: PendingMark): void {
  const directory = openDirectory(state, mark.directory);
  const awaited = [...state.marks.values()].some((other) => other.id === mark.id && other.reach === 'members');
  if (directory.trash.has(mark.id) && !awaited) removeAllMembers(directory, mark.id);
}
