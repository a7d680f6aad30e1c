import type { Journal, JournalLine } from '@linkspan/core';
import type { Database } from '../database.js';
import { joinSql, sql } from '../sql.js';
import { insertJournal } from './insert-journal.js';

interface JournalRow {
  readonly seq: number | string;
  readonly at: number | string;
  readonly actor: string;
  readonly action: string;
  readonly directory: string;
  readonly application: string | null;
  readonly resource_type: string;
  readonly resource_id: string;
  readonly changes: string | null;
  readonly reason: string | null;
  readonly request_id: string | null;
}

export function createJournal(database: Database, now: () => number): Journal {
  return {
    async append(entries) {
      await database.write((session) => insertJournal(session, database.dialect, entries, now()));
    },
    async list({ resourceId, application, before, limit }) {
      const conditions = [
        ...(resourceId === undefined ? [] : [sql`resource_id = ${resourceId}`]),
        ...(application === undefined ? [] : [sql`application = ${application}`]),
        sql`seq < ${before ?? Number.MAX_SAFE_INTEGER}`,
      ];
      const rows = await database.read.all<JournalRow>(
        sql`select * from journal where ${joinSql(conditions, ' and ')} order by seq desc limit ${limit}`,
      );
      return rows.map(toLine);
    },
  };
}

function toLine(row: JournalRow): JournalLine {
  return {
    seq: Number(row.seq),
    at: new Date(Number(row.at)).toISOString(),
    actor: row.actor,
    action: row.action,
    directory: row.directory,
    ...(row.application !== null && { application: row.application }),
    resourceType: row.resource_type,
    resourceId: row.resource_id,
    ...(row.changes !== null && { changes: JSON.parse(row.changes) }),
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.request_id !== null && { requestId: row.request_id }),
  };
}
