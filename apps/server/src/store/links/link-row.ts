import type { Link } from '@linkspan/core';
import { formatRowId } from '../row-id.js';

/** A row of `links`. PostgreSQL sends bigints as text, SQLite booleans as numbers. */
export interface LinkRow {
  readonly id: number | string;
  readonly application: string;
  readonly directory: string;
  readonly type: string;
  readonly resource_id: string;
  readonly state: Link['state'];
  readonly label: string;
  readonly reason: string | null;
  readonly account_id: string | null;
  readonly identity: string | null;
  readonly account_active: boolean | number | null;
  readonly sent: string | null;
  readonly read_back: string | null;
  readonly withheld: string | null;
  readonly memo: string | null;
  readonly creating_since: number | string | null;
  readonly doubtful: NonNullable<Link['doubtful']> | null;
  readonly late: string | null;
  readonly gone_since: number | string | null;
  readonly refused_account: string | null;
  readonly matched_by: string | null;
  readonly skipped: NonNullable<Link['skipped']> | null;
  readonly hold: string | null;
  readonly approved: string | null;
  readonly left_at: number | string | null;
  readonly closed_at: number | string | null;
  readonly deactivated_at: number | string | null;
  readonly drift: string | null;
  readonly flips: string | null;
  readonly look: string | null;
  readonly back: string | null;
  readonly revision: number | string;
  readonly due_at: number | string | null;
  readonly stale: boolean | number;
  readonly leaver: boolean | number;
  readonly origin: string | null;
  readonly attempts: number;
  readonly error_kind: string | null;
  readonly last_error: string | null;
  readonly last_error_at: number | string | null;
  readonly last_done_at: number | string | null;
}

export function toLink(row: LinkRow): Link {
  return {
    id: formatRowId(row.id),
    application: row.application,
    directory: row.directory,
    type: row.type,
    resourceId: row.resource_id,
    state: row.state,
    label: row.label,
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.account_id !== null && { accountId: row.account_id }),
    ...(row.identity !== null && { identity: row.identity }),
    ...(row.account_active !== null && { accountActive: Boolean(row.account_active) }),
    ...(row.sent !== null && { sent: JSON.parse(row.sent) }),
    ...(row.read_back !== null && { readBack: JSON.parse(row.read_back) }),
    ...(row.withheld !== null && { withheld: JSON.parse(row.withheld) }),
    ...(row.memo !== null && { memo: JSON.parse(row.memo) }),
    ...(row.creating_since !== null && { creatingSince: Number(row.creating_since) }),
    ...(row.doubtful !== null && { doubtful: row.doubtful }),
    ...(row.late !== null && { late: JSON.parse(row.late) }),
    ...(row.gone_since !== null && { goneSince: Number(row.gone_since) }),
    ...(row.refused_account !== null && { refusedAccount: row.refused_account }),
    ...(row.matched_by !== null && { matchedBy: row.matched_by }),
    ...(row.skipped !== null && { skipped: row.skipped }),
    ...(row.hold !== null && { hold: JSON.parse(row.hold) }),
    ...(row.approved !== null && { approved: row.approved }),
    ...(row.left_at !== null && { leftAt: Number(row.left_at) }),
    ...(row.closed_at !== null && { closedAt: Number(row.closed_at) }),
    ...(row.deactivated_at !== null && { deactivatedAt: Number(row.deactivated_at) }),
    ...(row.drift !== null && { drift: JSON.parse(row.drift) }),
    ...(row.flips !== null && { flips: JSON.parse(row.flips) }),
    ...(row.look !== null && { look: JSON.parse(row.look) }),
    ...(row.back !== null && { back: JSON.parse(row.back) }),
    revision: Number(row.revision),
    ...(row.due_at !== null && { dueAt: Number(row.due_at) }),
    stale: Boolean(row.stale),
    leaver: Boolean(row.leaver),
    ...(row.origin !== null && { origin: JSON.parse(row.origin) }),
    attempts: row.attempts,
    ...(row.error_kind !== null && { errorKind: row.error_kind }),
    ...(row.last_error !== null && { lastError: row.last_error }),
    ...(row.last_error_at !== null && { lastErrorAt: Number(row.last_error_at) }),
    ...(row.last_done_at !== null && { lastDoneAt: Number(row.last_done_at) }),
  };
}
