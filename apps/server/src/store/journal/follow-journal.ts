import type { JournalLine } from '@linkspan/core';
import type { Session } from '../session.js';
import { sql } from '../sql.js';
import { type JournalRow, toLine } from './journal-row.js';

/** Milliseconds within which a transaction commits its lines. */
const settled = 10_000;

/**
 * PostgreSQL gives numbers out before it commits: a number that is missing may still come, and who had read past it would never see it.
 * So a young line behind a gap waits until the gap is filled, or old enough to be one that a rollback left.
 */
export async function followJournal(
  session: Session,
  after: number,
  limit: number,
  now: number,
): Promise<readonly JournalLine[]> {
  const rows = await session.all<JournalRow>(
    sql`select * from journal where seq > ${after} order by seq limit ${limit}`,
  );
  const numbers = rows.map(({ seq }) => Number(seq));
  const held = rows.findIndex(
    ({ at }, index) => numbers[index] !== (numbers[index - 1] ?? after) + 1 && Number(at) > now - settled,
  );
  return rows.slice(0, held === -1 ? undefined : held).map(toLine);
}
