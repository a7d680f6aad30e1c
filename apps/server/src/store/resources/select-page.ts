import type { ResourceQuery } from '@linkspan/core';
import { compileFilter } from '../filter/compile-filter.js';
import { compileSort } from '../filter/compile-sort.js';
import type { FilterTarget } from '../filter/filter-target.js';
import type { Session } from '../session.js';
import { type Sql, sql } from '../sql.js';
import type { CountedRange } from './list-ranges.js';
import { type ResourceRow, resourceColumns } from './resource-row.js';

export function compileCondition(target: FilterTarget, { filter }: Pick<ResourceQuery, 'filter'>): Sql {
  const own = sql`r.directory = ${target.directory} and r.type = ${target.type}`;
  return filter === undefined ? own : sql`${own} and ${compileFilter(target, filter)}`;
}

/** A page of what is filtered or sorted: the database walks to it. */
export async function selectPage(
  session: Session,
  target: FilterTarget,
  query: ResourceQuery,
): Promise<readonly ResourceRow[]> {
  const order = compileSort(target, query.sort);
  return session.all(
    sql`${select(target, query)} order by ${order} limit ${query.count} offset ${query.startIndex - 1}`,
  );
}

/** A page of everything in the order of ids: the database walks from the beginning of the range in which the page begins. */
export async function selectPlainPage(
  session: Session,
  target: FilterTarget,
  { count }: Pick<ResourceQuery, 'count'>,
  { range, skipped }: PlaceInRange,
): Promise<readonly ResourceRow[]> {
  if (skipped === 0 && range.firstId === '')
    return session.all(sql`${select(target, {})} order by r.id limit ${count}`);
  // What is skipped is skipped in the index alone, without opening a row.
  return session.all(sql`${select(target, {})} and r.id >= (
      select s.id from resources s
      where s.directory = ${target.directory} and s.type = ${target.type} and s.id >= ${range.firstId}
      order by s.id limit 1 offset ${skipped})
    order by r.id limit ${count}`);
}

export interface PlaceInRange {
  readonly range: CountedRange;
  /** How many of the range come before. */
  readonly skipped: number;
}

/** Where the 1-based index stands; behind the end it is behind the end of the last range. */
export function findPlace(ranges: readonly CountedRange[], startIndex: number): PlaceInRange {
  let range: CountedRange = { firstId: '', total: 0 };
  let skipped = startIndex - 1;
  for (const [index, each] of ranges.entries()) {
    range = each;
    if (skipped < each.total || index === ranges.length - 1) break;
    skipped -= each.total;
  }
  return { range, skipped };
}

function select(target: FilterTarget, query: Pick<ResourceQuery, 'filter'>): Sql {
  return sql`
    select ${resourceColumns} from resources r
    left join external_ids e
      on e.directory = r.directory and e.client = ${target.client} and e.type = r.type and e.resource_id = r.id
    where ${compileCondition(target, query)}`;
}
