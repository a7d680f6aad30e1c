import type { JsonObject } from '../scim/json.js';

/** What would be done, as it was shown to a person. Times are milliseconds since 1970. */
export interface StoredPlan {
  readonly id: string;
  readonly application: string;
  readonly createdAt: number;
  /** From then on it is not applied any more. */
  readonly expiresAt: number;
  /** What was asked for: people, operations; an undo names its run. */
  readonly options: JsonObject;
  /** By action. */
  readonly counts: Readonly<Record<string, number>>;
  /** What guards would have held back when it was made. Absent: nothing, or it is being made. */
  readonly warnings?: readonly string[];
  /** SHA-256 over the items, in order. Absent while it is being made. */
  readonly hash?: string;
  readonly appliedBy?: string;
}

export interface PlanItem {
  readonly resourceId: string;
  readonly label: string;
  readonly action: string;
  readonly reason: string;
  readonly accountId?: string;
  /** By remote name: `{ from, to }`, or `{ added, removed }` for sets. */
  readonly changes?: JsonObject;
  /** Of what was decided: the same decision gives the same digest. */
  readonly digest: string;
}

export interface StoredPlanItem extends PlanItem {
  readonly seq: number;
}

export interface PlanStore {
  begin(plan: Omit<StoredPlan, 'id' | 'warnings' | 'hash' | 'appliedBy'>): Promise<StoredPlan>;
  addItems(id: string, items: readonly PlanItem[]): Promise<void>;
  /** The plan is complete. */
  finish(id: string, facts: Pick<StoredPlan, 'counts' | 'warnings'> & { readonly hash: string }): Promise<void>;
  /** False where it was applied before. */
  markApplied(id: string, run: string): Promise<boolean>;
  find(id: string): Promise<StoredPlan | undefined>;
  /** Newest first. */
  list(query: { readonly application?: string; readonly limit: number }): Promise<readonly StoredPlan[]>;
  listItems(id: string, query: { readonly after?: number; readonly limit: number }): Promise<readonly StoredPlanItem[]>;
  /** Forgets plans that expired before this time, with their items. */
  purge(before: number): Promise<void>;
}
