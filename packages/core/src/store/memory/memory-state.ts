import type { ApplicationRecord } from '../application-store.js';
import type { JournalLine } from '../journal.js';
import type { ListedAccount } from '../listing-store.js';
import type { PendingMark } from '../mark-store.js';
import type { Newcomer } from '../newcomer-store.js';
import type { Origin } from '../origin.js';
import type { StoredPlan, StoredPlanItem } from '../plan-store.js';
import type { JournalEntry, Mark, Scope } from '../resource.js';
import type { Run, StoredRunItem } from '../run-store.js';
import { createDirectoryState, type DirectoryState } from './directory-state.js';
import type { StoredPassword } from './memory-password-store.js';
import type { StoredLink } from './stored-link.js';
import type { StoredMembership } from './stored-membership.js';

/** A listing that was begun and is not ended. */
export interface MemoryListing {
  readonly begunAt: number;
  /** By id. */
  readonly accounts: Map<string, ListedAccount>;
  /** Account ids by remote name and value, as JSON. */
  readonly keys: Map<string, Set<string>>;
}

/** Everything that a memory store holds. Its functions are synchronous, so each change is judged and applied in one step. */
export interface MemoryState {
  now(): number;
  readonly directories: Map<string, DirectoryState>;
  /** By id. */
  readonly links: Map<string, StoredLink>;
  /** At applications, by application, group and member as JSON. */
  readonly memberships: Map<string, StoredMembership>;
  /** By seq. */
  readonly marks: Map<number, PendingMark>;
  readonly applications: Map<string, ApplicationRecord>;
  readonly journal: JournalLine[];
  /** By id. */
  readonly runs: Map<string, Run>;
  readonly plans: Map<string, StoredPlan>;
  readonly listings: Map<string, MemoryListing>;
  /** By the id of their run or plan. */
  readonly runItems: Map<string, StoredRunItem[]>;
  readonly planItems: Map<string, StoredPlanItem[]>;
  /** When a subject was last noted, by scope, kind and subject as JSON. */
  readonly guardNotes: Map<string, { readonly scope: string; readonly kind: string; readonly at: number }>;
  /** By account id, for each application and type as JSON. */
  readonly newcomers: Map<string, Map<string, Newcomer>>;
  /** On their way, by application, directory, type and resource as JSON. */
  readonly passwords: Map<string, StoredPassword>;
  /** The last number given to anything that has one. */
  lastNumber: number;
}

export function createMemoryState(now: () => number): MemoryState {
  return {
    now,
    directories: new Map(),
    links: new Map(),
    memberships: new Map(),
    marks: new Map(),
    applications: new Map(),
    journal: [],
    runs: new Map(),
    plans: new Map(),
    listings: new Map(),
    runItems: new Map(),
    planItems: new Map(),
    guardNotes: new Map(),
    newcomers: new Map(),
    passwords: new Map(),
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

/** A number as an id that sorts as text. */
export function nextId(state: MemoryState): string {
  return String(nextNumber(state)).padStart(12, '0');
}

export function addMark(state: MemoryState, { directory }: Scope, mark: Mark, origin?: Origin): void {
  const seq = nextNumber(state);
  const { type, id, reach } = mark;
  state.marks.set(seq, { type, id, reach, seq, directory, ...(origin !== undefined && { origin }) });
}

export function addJournalLine(state: MemoryState, entry: JournalEntry): void {
  const at = new Date(state.now()).toISOString();
  state.journal.push({ ...structuredClone(entry), seq: state.journal.length + 1, at });
}
