import type { Run, StoredRunItem } from '@linkspan/core';
import { formatRowId } from '../row-id.js';

/** A row of `runs`. PostgreSQL sends bigints as text. */
export interface RunRow {
  readonly id: number | string;
  readonly application: string;
  readonly kind: Run['kind'];
  readonly actor: string;
  readonly options: string;
  readonly state: Run['state'];
  readonly reason: string | null;
  readonly total: number | null;
  readonly counts: string;
  readonly cursor: string | null;
  readonly started_at: number | string;
  readonly seen_at: number | string;
  readonly ended_at: number | string | null;
}

/** A row of `run_items`. */
export interface RunItemRow {
  readonly seq: number | string;
  readonly resource_id: string;
  readonly label: string;
  readonly action: string;
  readonly reason: string;
  readonly account_id: string | null;
  readonly identity: string | null;
  readonly held_before: string | null;
  readonly held_after: string | null;
  readonly error: string | null;
}

export function toRun(row: RunRow): Run {
  return {
    id: formatRowId(row.id),
    application: row.application,
    kind: row.kind,
    actor: row.actor,
    options: JSON.parse(row.options),
    state: row.state,
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.total !== null && { total: row.total }),
    counts: JSON.parse(row.counts),
    ...(row.cursor !== null && { cursor: JSON.parse(row.cursor) }),
    startedAt: Number(row.started_at),
    seenAt: Number(row.seen_at),
    ...(row.ended_at !== null && { endedAt: Number(row.ended_at) }),
  };
}

export function toRunItem(row: RunItemRow): StoredRunItem {
  return {
    seq: Number(row.seq),
    resourceId: row.resource_id,
    label: row.label,
    action: row.action,
    reason: row.reason,
    ...(row.account_id !== null && { accountId: row.account_id }),
    ...(row.identity !== null && { identity: row.identity }),
    ...(row.held_before !== null && { before: JSON.parse(row.held_before) }),
    ...(row.held_after !== null && { after: JSON.parse(row.held_after) }),
    ...(row.error !== null && { error: row.error }),
  };
}
