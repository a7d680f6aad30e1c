import type { RunItem } from '@linkspan/core';
import type { Dialect } from '../dialect.js';
import type { Session } from '../session.js';
import { sql } from '../sql.js';

/** Any number of items, in one statement. */
export async function insertRunItems(
  session: Session,
  dialect: Dialect,
  run: number,
  items: readonly RunItem[],
): Promise<void> {
  if (items.length === 0) return;
  const rows = items.map(({ before, after, ...item }, place) => ({
    ...item,
    ...(before !== undefined && { before: JSON.stringify(before) }),
    ...(after !== undefined && { after: JSON.stringify(after) }),
    place,
  }));
  await session.all(sql`
    insert into run_items (run, resource_id, label, action, reason, account_id, identity, held_before, held_after, error)
    select ${run}, v.value ->> 'resourceId', v.value ->> 'label', v.value ->> 'action', v.value ->> 'reason',
      v.value ->> 'accountId', v.value ->> 'identity', v.value ->> 'before', v.value ->> 'after', v.value ->> 'error'
    from ${dialect.rows(rows)} v order by cast(v.value ->> 'place' as integer)`);
}
