import type { ResourceRecord, Scope } from '@linkspan/core';
import type { Dialect } from '../dialect.js';
import type { Session } from '../session.js';
import { type Sql, sql, verbatim } from '../sql.js';
import { directGroupsColumn } from './list-effective-groups.js';
import { type ResourceRow, resourceColumns, toRecord } from './resource-row.js';
import { toRecords } from './to-records.js';

/** One statement. */
export async function findResource(
  session: Session,
  scope: Scope,
  type: string,
  id: string,
): Promise<ResourceRecord | undefined> {
  const [row] = await selectResources(session, scope, type, sql`r.id = ${id}`);
  return row && toRecord(row, scope.directory, type);
}

/**
 * One statement for any number of ids. `lock` keeps the rows as they are until the transaction ends; `also` has users come with their groups.
 */
export async function findResources(
  session: Session,
  dialect: Dialect,
  scope: Scope,
  type: string,
  ids: readonly string[],
  { lock = verbatim(''), also }: { readonly lock?: Sql; readonly also?: 'groups' | undefined } = {},
): Promise<ReadonlyMap<string, ResourceRecord>> {
  const columns =
    also === undefined
      ? resourceColumns
      : sql`${resourceColumns}, ${directGroupsColumn(dialect, scope.directory, verbatim('r'))}`;
  const rows = await selectResources(session, scope, type, sql`r.id in (${dialect.texts(ids)}) ${lock}`, columns);
  const records = await toRecords(session, dialect, scope, type, rows);
  return new Map(records.map((record) => [record.id, record]));
}

async function selectResources(
  session: Session,
  { directory, client }: Scope,
  type: string,
  which: Sql,
  columns: Sql = resourceColumns,
): Promise<readonly ResourceRow[]> {
  return session.all<ResourceRow>(sql`
    select ${columns} from resources r
    left join external_ids e
      on e.directory = r.directory and e.client = ${client} and e.type = r.type and e.resource_id = r.id
    where r.directory = ${directory} and r.type = ${type} and ${which}`);
}
