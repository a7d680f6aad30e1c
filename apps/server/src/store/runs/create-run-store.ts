import type { Run, RunStore } from '@linkspan/core';
import type { Database } from '../database.js';
import { formatRowId, parseRowId } from '../row-id.js';
import type { Session } from '../session.js';
import { joinSql, sql } from '../sql.js';
import { insertRunItems } from './insert-run-items.js';
import { type RunItemRow, type RunRow, toRun, toRunItem } from './run-row.js';
import { updateRun } from './update-run.js';

export function createRunStore({ read, write, dialect }: Database): RunStore {
  return {
    begin: (run) => write((session) => insertRun(session, run)),
    update: (id, patch) => write((session) => updateRun(session, parseRowId(id), patch)),
    async find(id) {
      const [row] = await read.all<RunRow>(sql`select * from runs where id = ${parseRowId(id)}`);
      return row && toRun(row);
    },
    async list({ application, state, before, limit }) {
      const conditions = [
        ...(application === undefined ? [] : [sql`application = ${application}`]),
        ...(state === undefined ? [] : [sql`state = ${state}`]),
        sql`id < ${before === undefined ? Number.MAX_SAFE_INTEGER : parseRowId(before)}`,
      ];
      const rows = await read.all<RunRow>(
        sql`select * from runs where ${joinSql(conditions, ' and ')} order by id desc limit ${limit}`,
      );
      return rows.map(toRun);
    },
    addItems: (id, items) => write((session) => insertRunItems(session, dialect, parseRowId(id), items)),
    async listItems(id, { after = 0, limit, resourceId }) {
      const ofResource = resourceId === undefined ? sql`` : sql`and resource_id = ${resourceId}`;
      const rows = await read.all<RunItemRow>(sql`
        select * from run_items where run = ${parseRowId(id)} and seq > ${after} ${ofResource} order by seq limit ${limit}`);
      return rows.map(toRunItem);
    },
    async takeOver(id, { before, now }) {
      const rows = await write((session) =>
        session.all(sql`update runs set seen_at = ${now}
          where id = ${parseRowId(id)} and state = 'running' and seen_at < ${before} returning id`),
      );
      return rows.length > 0;
    },
  };
}

async function insertRun(session: Session, run: Omit<Run, 'id'>): Promise<Run> {
  const { application, kind, actor, options, state, reason, total, counts, cursor, startedAt, seenAt, endedAt } = run;
  const [row] = await session.all<Pick<RunRow, 'id'>>(sql`
    insert into runs (application, kind, actor, options, state, reason, total, counts, cursor, started_at, seen_at, ended_at)
    values (${application}, ${kind}, ${actor}, ${JSON.stringify(options)}, ${state}, ${reason ?? null}, ${total ?? null},
      ${JSON.stringify(counts)}, ${cursor === undefined ? null : JSON.stringify(cursor)}, ${startedAt}, ${seenAt},
      ${endedAt ?? null})
    returning id`);
  return { ...run, id: formatRowId(row?.id ?? 0) };
}
