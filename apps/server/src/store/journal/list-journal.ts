import type { JournalLine, JournalQuery } from '@linkspan/core';
import type { Session } from '../session.js';
import { joinSql, sql, verbatim } from '../sql.js';
import { type JournalRow, toLine } from './journal-row.js';

const columns = [
  ['resourceId', 'resource_id'],
  ['application', 'application'],
  ['actor', 'actor'],
  ['action', 'action'],
  ['run', 'run'],
  ['requestId', 'request_id'],
] as const;

export async function listJournal(session: Session, query: JournalQuery): Promise<readonly JournalLine[]> {
  const { since, until, before, limit } = query;
  const conditions = [
    ...columns.flatMap(([key, column]) => {
      const value = query[key];
      return value === undefined ? [] : [sql`${verbatim(column)} = ${value}`];
    }),
    ...(since === undefined ? [] : [sql`at >= ${Date.parse(since)}`]),
    ...(until === undefined ? [] : [sql`at < ${Date.parse(until)}`]),
    sql`seq < ${before ?? Number.MAX_SAFE_INTEGER}`,
  ];
  const rows = await session.all<JournalRow>(
    sql`select * from journal where ${joinSql(conditions, ' and ')} order by seq desc limit ${limit}`,
  );
  return rows.map(toLine);
}
