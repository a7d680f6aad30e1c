import type { Membership } from '@linkspan/core';

/** A row of `memberships`. PostgreSQL sends bigints as text, SQLite booleans as numbers. */
export interface MembershipRow {
  readonly application: string;
  readonly group_id: string;
  readonly member_id: string;
  readonly agreed: Membership['agreed'];
  readonly account_id: string | null;
  readonly open: boolean | number;
  readonly revision: number | string;
  readonly late_until: number | string | null;
}

export function toMembership(row: MembershipRow): Membership {
  return {
    group: row.group_id,
    member: row.member_id,
    agreed: row.agreed,
    ...(row.account_id !== null && { accountId: row.account_id }),
    open: Boolean(row.open),
    revision: Number(row.revision),
    ...(row.late_until !== null && { lateUntil: Number(row.late_until) }),
  };
}
