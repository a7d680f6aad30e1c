import type { Newcomer } from '@linkspan/core';

/** A row of `newcomers`. PostgreSQL sends bigints as text. */
export interface NewcomerRow {
  readonly account_id: string;
  readonly state: Newcomer['state'];
  readonly label: string | null;
  readonly reason: string | null;
  readonly since: number | string;
  readonly made_by: string | null;
  readonly attempts: number;
  readonly due_at: number | string | null;
}

export function toNewcomer(row: NewcomerRow): Newcomer {
  return {
    accountId: row.account_id,
    state: row.state,
    ...(row.label !== null && { label: row.label }),
    ...(row.reason !== null && { reason: row.reason }),
    since: Number(row.since),
    ...(row.made_by !== null && { by: row.made_by }),
    attempts: row.attempts,
    ...(row.due_at !== null && { dueAt: Number(row.due_at) }),
  };
}
