import type { PlanStore } from '@linkspan/core';
import type { Database } from '../database.js';
import { purgePlans } from '../retention/purge-plans.js';
import { formatRowId, parseRowId } from '../row-id.js';
import { sql } from '../sql.js';
import { insertPlanItems } from './insert-plan-items.js';
import { type PlanItemRow, type PlanRow, toPlan, toPlanItem } from './plan-row.js';

export function createPlanStore(database: Database): PlanStore {
  const { read, write, dialect } = database;
  return {
    async begin(plan) {
      const { application, createdAt, expiresAt, options, counts } = plan;
      const [row] = await write((session) =>
        session.all<Pick<PlanRow, 'id'>>(sql`
          insert into plans (application, created_at, expires_at, options, counts)
          values (${application}, ${createdAt}, ${expiresAt}, ${JSON.stringify(options)}, ${JSON.stringify(counts)})
          returning id`),
      );
      return { ...plan, id: formatRowId(row?.id ?? 0) };
    },
    addItems: (id, items) => write((session) => insertPlanItems(session, dialect, parseRowId(id), items)),
    async finish(id, { hash, counts, warnings }) {
      const told = warnings === undefined ? null : JSON.stringify(warnings);
      await write((session) =>
        session.all(sql`
          update plans set hash = ${hash}, counts = ${JSON.stringify(counts)}, warnings = ${told}
          where id = ${parseRowId(id)}`),
      );
    },
    async markApplied(id, run) {
      const rows = await write((session) =>
        session.all(sql`
          update plans set applied_by = ${run} where id = ${parseRowId(id)} and applied_by is null returning id`),
      );
      return rows.length > 0;
    },
    async find(id) {
      const [row] = await read.all<PlanRow>(sql`select * from plans where id = ${parseRowId(id)}`);
      return row && toPlan(row);
    },
    async list({ application, limit }) {
      const wanted = application === undefined ? sql`` : sql`where application = ${application}`;
      const rows = await read.all<PlanRow>(sql`select * from plans ${wanted} order by id desc limit ${limit}`);
      return rows.map(toPlan);
    },
    async listItems(id, { after = 0, limit }) {
      const rows = await read.all<PlanItemRow>(
        sql`select * from plan_items where plan = ${parseRowId(id)} and seq > ${after} order by seq limit ${limit}`,
      );
      return rows.map(toPlanItem);
    },
    async purge(before) {
      await purgePlans(database, before);
    },
  };
}
