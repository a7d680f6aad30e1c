import { type LinkStore, type Look, mergeLooks } from '@linkspan/core';
import type { Dialect } from '../dialect.js';
import type { Session } from '../session.js';
import { sql } from '../sql.js';
import { earlierDueTime } from './earlier-due-time.js';

type Parts = Parameters<LinkStore['look']>;

interface HeldLink {
  readonly id: number | string;
  readonly account_id: string;
  readonly look: string | null;
}

/** Two statements, however many accounts: words are merged here, by rows that nobody else writes meanwhile. */
export async function lookAtLinks(
  session: Session,
  dialect: Dialect,
  { application, type }: Parts[0],
  looks: Parts[1],
  dueAt: Parts[2],
): Promise<readonly string[]> {
  const said = new Map<string, Look>();
  for (const { accountId, look } of looks) said.set(accountId, mergeLooks(said.get(accountId), look));
  // In the order in which `touch` takes them, so that no two wait for each other.
  const held = await session.all<HeldLink>(sql`
    select r.id, r.account_id, r.look from links r
    where r.application = ${application} and r.type = ${type} and r.account_id in (${dialect.texts([...said.keys()])})
    order by r.resource_id ${dialect.forUpdate}`);
  const rows = held.flatMap(({ id, account_id, look: before }) => {
    const look = said.get(account_id);
    return look ? [{ id: String(id), look: JSON.stringify(mergeLooks(parseLook(before), look)) }] : [];
  });
  if (rows.length > 0) {
    await session.all(sql`
      update links set look = spoken.look, revision = links.revision + 1, attempts = 0, due_at = ${earlierDueTime('spoken')}
      from (select cast(v.value ->> 'id' as bigint) as id, v.value ->> 'look' as look, cast(${dueAt} as bigint) as due_at
        from ${dialect.rows(rows)} v) spoken
      where links.id = spoken.id`);
  }
  const found = new Set(held.map((link) => link.account_id));
  return [...said.keys()].filter((accountId) => !found.has(accountId));
}

function parseLook(text: string | null): Look | undefined {
  return text === null ? undefined : JSON.parse(text);
}
