import type { HandOver, JournalEntry, OwnedCount } from '@linkspan/core';
import type { Dialect } from '../dialect.js';
import { insertJournal } from '../journal/insert-journal.js';
import type { Session } from '../session.js';
import { sql } from '../sql.js';

interface HandedRow {
  readonly type: string;
  readonly id: string;
}

/** Rows in one statement. */
const chunkSize = 5_000;

/** One statement for the resources, and two for every few thousand of them, inside one transaction. */
export async function handOver(
  session: Session,
  dialect: Dialect,
  asked: HandOver,
  now: number,
): Promise<readonly OwnedCount[]> {
  const { directory, from, to, only } = asked;
  const one = only === undefined ? sql`` : sql`and type = ${only.type} and id = ${only.id}`;
  const handed = await session.all<HandedRow>(sql`
    update resources set owner = ${to}, version = version + 1, overruled = null
    where directory = ${directory} and owner = ${from} ${one} returning type, id`);
  for (let start = 0; start < handed.length; start += chunkSize)
    await writeTraces(session, dialect, asked, handed.slice(start, start + chunkSize), now);
  if (only === undefined)
    await session.all(
      sql`update trash set owner = ${to}, overruled = null where directory = ${directory} and owner = ${from}`,
    );
  return countByType(to, handed);
}

/** Marks and history, as a commit writes them. */
async function writeTraces(
  session: Session,
  dialect: Dialect,
  { directory, from, to, actor }: HandOver,
  rows: readonly HandedRow[],
  now: number,
): Promise<void> {
  await session.all(sql`
    insert into marks (directory, type, id, reach)
    select ${directory}, v.value ->> 'type', v.value ->> 'id', 'self' from ${dialect.rows(rows)} v`);
  const lines = rows.map(
    ({ type, id }): JournalEntry => ({
      actor,
      action: 'own',
      directory,
      resourceType: type,
      resourceId: id,
      changes: { owner: { from, to } },
    }),
  );
  await insertJournal(session, lines, now);
}

function countByType(owner: string, rows: readonly HandedRow[]): readonly OwnedCount[] {
  const counts = new Map<string, number>();
  for (const { type } of rows) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([type, count]) => ({ owner, type, count }));
}
