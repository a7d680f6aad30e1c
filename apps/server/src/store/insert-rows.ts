import type { Session } from './session.js';
import { joinSql, type Sql, sql } from './sql.js';

/** Both databases bound how many values a statement has, and a row of ours has at most sixteen. */
const most = 1_000;

/** `insert into … values …` for any number of rows, each in parentheses; nothing for none. */
export async function insertRows(
  session: Session,
  head: Sql,
  rows: readonly Sql[],
  conflict: Sql = sql``,
): Promise<void> {
  for (let first = 0; first < rows.length; first += most) {
    await session.all(sql`${head} values ${joinSql(rows.slice(first, first + most), ', ')} ${conflict}`);
  }
}
