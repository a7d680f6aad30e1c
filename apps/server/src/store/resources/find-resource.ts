import type { ResourceRecord, Scope } from '@linkspan/core';
import type { Session } from '../session.js';
import { type Sql, sql, verbatim } from '../sql.js';
import { type ResourceRow, resourceColumns, toRecord } from './resource-row.js';

/** One statement. `lock` keeps the row as it is until the transaction ends. */
export async function findResource(
  session: Session,
  { directory, client }: Scope,
  type: string,
  id: string,
  lock: Sql = verbatim(''),
): Promise<ResourceRecord | undefined> {
  const [row] = await session.all<ResourceRow>(sql`
    select ${resourceColumns} from resources r
    left join external_ids e
      on e.directory = r.directory and e.client = ${client} and e.type = r.type and e.resource_id = r.id
    where r.directory = ${directory} and r.type = ${type} and r.id = ${id} ${lock}`);
  return row && toRecord(row);
}
