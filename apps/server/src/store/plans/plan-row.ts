import type { StoredPlan, StoredPlanItem } from '@linkspan/core';
import { formatRowId } from '../row-id.js';

/** A row of `plans`. PostgreSQL sends bigints as text. */
export interface PlanRow {
  readonly id: number | string;
  readonly application: string;
  readonly created_at: number | string;
  readonly expires_at: number | string;
  readonly options: string;
  readonly counts: string;
  readonly warnings: string | null;
  readonly hash: string | null;
  readonly applied_by: string | null;
}

/** A row of `plan_items`. */
export interface PlanItemRow {
  readonly seq: number | string;
  readonly resource_id: string;
  readonly label: string;
  readonly action: string;
  readonly reason: string;
  readonly account_id: string | null;
  readonly changes: string | null;
  readonly digest: string;
}

export function toPlan(row: PlanRow): StoredPlan {
  return {
    id: formatRowId(row.id),
    application: row.application,
    createdAt: Number(row.created_at),
    expiresAt: Number(row.expires_at),
    options: JSON.parse(row.options),
    counts: JSON.parse(row.counts),
    ...(row.warnings !== null && { warnings: JSON.parse(row.warnings) }),
    ...(row.hash !== null && { hash: row.hash }),
    ...(row.applied_by !== null && { appliedBy: row.applied_by }),
  };
}

export function toPlanItem(row: PlanItemRow): StoredPlanItem {
  return {
    seq: Number(row.seq),
    resourceId: row.resource_id,
    label: row.label,
    action: row.action,
    reason: row.reason,
    ...(row.account_id !== null && { accountId: row.account_id }),
    ...(row.changes !== null && { changes: JSON.parse(row.changes) }),
    digest: row.digest,
  };
}
