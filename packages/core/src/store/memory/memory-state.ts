import type { ApplicationRecord } from '../application-store.js';
import type { JournalLine } from '../journal.js';
import type { PendingMark } from '../mark-store.js';
import type { JournalEntry, Mark } from '../resource.js';
import { createDirectoryState, type DirectoryState } from './directory-state.js';
import type { StoredLink } from './stored-link.js';

/** Everything that a memory store holds. Its functions are synchronous, so each change is judged and applied in one step. */
export interface MemoryState {
  now(): number;
  readonly directories: Map<string, DirectoryState>;
  /** By id. */
  readonly links: Map<string, StoredLink>;
  /** By seq. */
  readonly marks: Map<number, PendingMark>;
  readonly applications: Map<string, ApplicationRecord>;
  readonly journal: JournalLine[];
  /** The last number given to a mark or link. */
  lastNumber: number;
}

export function createMemoryState(now: () => number): MemoryState {
  return {
    now,
    directories: new Map(),
    links: new Map(),
    marks: new Map(),
    applications: new Map(),
    journal: [],
    lastNumber: 0,
  };
}

export function openDirectory(state: MemoryState, name: string): DirectoryState {
  const directory = state.directories.get(name) ?? createDirectoryState();
  state.directories.set(name, directory);
  return directory;
}

export function nextNumber(state: MemoryState): number {
  state.lastNumber += 1;
  return state.lastNumber;
}

export function addMark(state: MemoryState, directory: string, mark: Mark): void {
  const seq = nextNumber(state);
  state.marks.set(seq, { type: mark.type, id: mark.id, reach: mark.reach, seq, directory });
}

export function addJournalLine(state: MemoryState, entry: JournalEntry): void {
  const at = new Date(state.now()).toISOString();
  state.journal.push({ ...structuredClone(entry), seq: state.journal.length + 1, at });
}
