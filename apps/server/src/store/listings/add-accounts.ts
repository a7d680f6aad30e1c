import type { ListedAccount } from '@linkspan/core';
import type { Dialect } from '../dialect.js';
import type { Session } from '../session.js';
import { sql } from '../sql.js';
import { hashLongValue } from './hash-long-value.js';

/** False where the listing has ended. Whoever ends it waits for this, so that no row stays behind. */
export async function addAccounts(
  session: Session,
  dialect: Dialect,
  listing: number,
  accounts: readonly ListedAccount[],
): Promise<boolean> {
  const open = await session.all(
    sql`select r.id from listings r where r.id = ${listing} and not r.ended ${dialect.forUpdate}`,
  );
  if (open.length === 0) return false;
  // Of two with one id the first; a later one would bring its keys along.
  const once = new Map(accounts.toReversed().map((account) => [account.id, account]));
  const rows = [...once.values()].map(({ id, document }) => ({ id, document: JSON.stringify(document) }));
  const added = await session.all<{ readonly id: string }>(sql`
    insert into listed_accounts (listing, id, document)
    select ${listing}, v.value ->> 'id', v.value ->> 'document' from ${dialect.rows(rows)} v where true
    on conflict do nothing returning id`);
  const keys = added.flatMap(({ id }) =>
    (once.get(id)?.keys ?? []).map(([remote, value]) => ({ remote, value: hashLongValue(value), id })),
  );
  if (keys.length === 0) return true;
  await session.all(sql`
    insert into listed_keys (listing, remote, value_key, account_id)
    select ${listing}, v.value ->> 'remote', v.value ->> 'value', v.value ->> 'id' from ${dialect.rows(keys)} v where true
    on conflict do nothing`);
  return true;
}
