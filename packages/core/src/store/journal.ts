import type { JournalEntry } from './resource.js';

export interface JournalLine extends JournalEntry {
  readonly seq: number;
  /** ISO 8601. */
  readonly at: string;
}

export interface JournalQuery {
  readonly resourceId?: string;
  readonly application?: string;
  readonly actor?: string;
  readonly action?: string;
  readonly run?: string;
  readonly requestId?: string;
  /** ISO 8601: from then on, and before. */
  readonly since?: string;
  readonly until?: string;
  /** Only lines before this `seq`, to page on. */
  readonly before?: number;
  readonly limit: number;
}

export interface Journal {
  append(entries: readonly JournalEntry[]): Promise<void>;
  /** Newest first. */
  list(query: JournalQuery): Promise<readonly JournalLine[]>;
  /** Oldest first, behind `after`: for whoever follows what happens. */
  follow(after: number, limit: number): Promise<readonly JournalLine[]>;
}
