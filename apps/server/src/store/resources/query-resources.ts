import type { ResourcePage, ResourceQuery, Scope } from '@linkspan/core';
import type { Dialect } from '../dialect.js';
import { compileFilter } from '../filter/compile-filter.js';
import { compileSort } from '../filter/compile-sort.js';
import type { FilterTarget } from '../filter/filter-target.js';
import type { Session } from '../session.js';
import { type Sql, sql } from '../sql.js';
import { type ResourceRow, resourceColumns, toRecord } from './resource-row.js';

export async function queryResources(
  session: Session,
  dialect: Dialect,
  scope: Scope,
  query: ResourceQuery,
): Promise<ResourcePage> {
  const target = { dialect, ...scope, type: query.type };
  const condition = compileCondition(target, query);
  const asked = { first: Math.max(query.startIndex, 1), count: Math.max(query.count, 0) };
  const rows = asked.count === 0 ? [] : await selectPage(session, target, query, condition, asked);
  return {
    total: query.withoutTotal
      ? 0
      : await findTotal(session, target, query, condition, { ...asked, found: rows.length }),
    resources: rows.map(toRecord),
  };
}

function compileCondition(target: FilterTarget, { filter }: ResourceQuery): Sql {
  const own = sql`r.directory = ${target.directory} and r.type = ${target.type}`;
  return filter === undefined ? own : sql`${own} and ${compileFilter(target, filter)}`;
}

interface AskedPage {
  readonly first: number;
  readonly count: number;
}

async function selectPage(
  session: Session,
  target: FilterTarget,
  query: ResourceQuery,
  condition: Sql,
  { first, count }: AskedPage,
): Promise<readonly ResourceRow[]> {
  const selection = sql`
    select ${resourceColumns} from resources r
    left join external_ids e
      on e.directory = r.directory and e.client = ${target.client} and e.type = r.type and e.resource_id = r.id
    where ${condition}`;
  const skipped = first - 1;
  if (query.filter !== undefined || query.sort !== undefined || skipped === 0) {
    const order = compileSort(target, query.sort);
    return session.all(sql`${selection} order by ${order} limit ${count} offset ${skipped}`);
  }
  // What is skipped is skipped in the index alone, without opening a row.
  return session.all(sql`${selection} and r.id >= (
      select s.id from resources s where s.directory = ${target.directory} and s.type = ${target.type}
      order by s.id limit 1 offset ${skipped})
    order by r.id limit ${count}`);
}

/** Everything is counted as it comes and goes; what a filter finds is counted only where the page doesn't tell. */
async function findTotal(
  session: Session,
  { directory, type }: FilterTarget,
  { filter }: ResourceQuery,
  condition: Sql,
  { first, count, found }: AskedPage & { readonly found: number },
): Promise<number> {
  if (found < count && (found > 0 || first === 1)) return first - 1 + found;
  const [row] = await session.all<{ readonly total: number | string | null }>(
    filter === undefined
      ? sql`select sum(total) as total from counters where directory = ${directory} and type = ${type}`
      : sql`select count(*) as total from resources r where ${condition}`,
  );
  return Number(row?.total ?? 0);
}
