import type { Json, JsonObject } from '../scim/json.js';

export type RunKind = 'sync' | 'schedule' | 'apply' | 'undo';

/** One manual or scheduled pass, or a plan that is carried out. Times are milliseconds since 1970. */
export interface Run {
  /** Sorts by when it began. */
  readonly id: string;
  readonly application: string;
  readonly kind: RunKind;
  /** `operator`, `schedule`. */
  readonly actor: string;
  /** What was asked for, so that a run that was cut off can go on: mode, people, the plan's id. */
  readonly options: JsonObject;
  readonly state: 'running' | 'done' | 'stopped';
  /** Why it stopped before its end. */
  readonly reason?: string;
  /** How many people it has to look at, where that is known. */
  readonly total?: number;
  /** By action; `seen` is how many it has looked at. */
  readonly counts: Readonly<Record<string, number>>;
  /** Where it goes on after a restart: the run's own. */
  readonly cursor?: Json;
  readonly startedAt: number;
  /** When its worker was last known to live. */
  readonly seenAt: number;
  readonly endedAt?: number;
}

/** What a run did about one person, with what was there before. */
export interface RunItem {
  readonly resourceId: string;
  readonly label: string;
  readonly action: string;
  readonly reason: string;
  readonly accountId?: string;
  /** The account's identity after the action. */
  readonly identity?: string;
  /** By remote name: what the fields that were touched held before and hold now. */
  readonly before?: JsonObject;
  readonly after?: JsonObject;
  readonly error?: string;
}

export interface StoredRunItem extends RunItem {
  readonly seq: number;
}

export type RunPatch = {
  readonly [Key in 'state' | 'reason' | 'total' | 'counts' | 'cursor' | 'seenAt' | 'endedAt']?: Run[Key] | null;
};

export interface RunStore {
  /** Gives it an id. */
  begin(run: Omit<Run, 'id'>): Promise<Run>;
  update(id: string, patch: RunPatch): Promise<void>;
  find(id: string): Promise<Run | undefined>;
  /** Newest first. */
  list(query: {
    readonly application?: string;
    readonly state?: Run['state'];
    readonly before?: string;
    readonly limit: number;
  }): Promise<readonly Run[]>;
  addItems(id: string, items: readonly RunItem[]): Promise<void>;
  /** In the order in which they were added, behind `after`. */
  listItems(
    id: string,
    query: { readonly after?: number; readonly limit: number; readonly resourceId?: string },
  ): Promise<readonly StoredRunItem[]>;
  /** Takes over a run whose worker has not been seen since `before`; false: another did, or it lives. */
  takeOver(id: string, times: { readonly before: number; readonly now: number }): Promise<boolean>;
}
