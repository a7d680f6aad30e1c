import type { PlanItem } from '@linkspan/core';
import type { Dialect } from '../dialect.js';
import type { Session } from '../session.js';
import { sql } from '../sql.js';

/** Any number of items, in one statement. */
export async function insertPlanItems(
  session: Session,
  dialect: Dialect,
  plan: number,
  items: readonly PlanItem[],
): Promise<void> {
  if (items.length === 0) return;
  const rows = items.map(({ changes, ...item }, place) => ({
    ...item,
    ...(changes !== undefined && { changes: JSON.stringify(changes) }),
    place,
  }));
  await session.all(sql`
    insert into plan_items (plan, resource_id, label, action, reason, account_id, changes, digest)
    select ${plan}, v.value ->> 'resourceId', v.value ->> 'label', v.value ->> 'action', v.value ->> 'reason',
      v.value ->> 'accountId', v.value ->> 'changes', v.value ->> 'digest'
    from ${dialect.rows(rows)} v order by cast(v.value ->> 'place' as integer)`);
}
