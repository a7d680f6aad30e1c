import type { ResourceRecord, Scope } from '@linkspan/core';
import type { Dialect } from '../dialect.js';
import type { Session } from '../session.js';
import { type Sql, sql, verbatim } from '../sql.js';
import { type ResourceRow, resourceColumns, toRecord } from './resource-row.js';

/** One statement. */
export async function findResource(
  session: Session,
  scope: Scope,
  type: string,
  id: string,
): Promise<ResourceRecord | undefined> {
  const [record] = await selectResources(session, scope, type, sql`r.id = ${id}`);
  return record;
}

/** One statement for any number of ids. `lock` keeps the rows as they are until the transaction ends. */
export async function findResources(
  session: Session,
  dialect: Dialect,
  scope: Scope,
  type: string,
  ids: readonly string[],
  lock: Sql = verbatim(''),
): Promise<ReadonlyMap<string, ResourceRecord>> {
  const records = await selectResources(session, scope, type, sql`r.id in (${dialect.texts(ids)}) ${lock}`);
  return new Map(records.map((record) => [record.id, record]));
}

async function selectResources(
  session: Session,
  { directory, client }: Scope,
  type: string,
  which: Sql,
): Promise<readonly ResourceRecord[]> {
  const rows = await session.all<ResourceRow>(sql`
    select ${resourceColumns} from resources r
    left join external_ids e
      on e.directory = r.directory and e.client = ${client} and e.type = r.type and e.resource_id = r.id
    where r.directory = ${directory} and r.type = ${type} and ${which}`);
  return rows.map((row) => toRecord(row, directory, type));
}
