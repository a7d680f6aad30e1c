import type { JournalEntry } from './resource.js';

export interface JournalLine extends JournalEntry {
  readonly seq: number;
  /** ISO 8601. */
  readonly at: string;
}

export interface Journal {
  append(entries: readonly JournalEntry[]): Promise<void>;
  /** Newest first. */
  list(query: {
    readonly resourceId?: string;
    readonly application?: string;
    readonly before?: number;
    readonly limit: number;
  }): Promise<readonly JournalLine[]>;
}
