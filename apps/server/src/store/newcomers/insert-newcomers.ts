import type { Newcomer } from '@linkspan/core';
import type { Dialect } from '../dialect.js';
import { type Sql, sql } from '../sql.js';

/** Without its end: `on conflict (application, type, account_id) do …`. */
export function insertNewcomers(
  dialect: Dialect,
  application: string,
  type: string,
  newcomers: readonly Newcomer[],
): Sql {
  // A statement touches a row once.
  const rows = [...new Map(newcomers.toReversed().map((newcomer) => [newcomer.accountId, newcomer])).values()];
  return sql`
    insert into newcomers (application, type, account_id, state, label, reason, since, made_by, attempts, due_at)
    select ${application}, ${type}, v.value ->> 'accountId', v.value ->> 'state', v.value ->> 'label', v.value ->> 'reason',
      cast(v.value ->> 'since' as bigint), v.value ->> 'by', cast(v.value ->> 'attempts' as integer),
      cast(v.value ->> 'dueAt' as bigint)
    from ${dialect.rows(rows)} v where true
    order by v.value ->> 'accountId'`;
}
