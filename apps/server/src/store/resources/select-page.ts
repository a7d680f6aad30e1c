import type { ResourceQuery } from '@linkspan/core';
import { compileSort } from '../filter/compile-sort.js';
import type { FilterTarget } from '../filter/filter-target.js';
import type { Session } from '../session.js';
import { type Sql, sql, verbatim } from '../sql.js';
import { directGroupsColumn } from './list-effective-groups.js';
import type { CountedRange } from './list-ranges.js';
import type { PageSource } from './page-source.js';
import { pageColumns, type ResourceRow, resourceColumns } from './resource-row.js';

/** A page of what is filtered or sorted: the database walks to it. */
export async function selectPage(
  session: Session,
  target: FilterTarget,
  source: PageSource,
  { sort, startIndex, count, also }: ResourceQuery,
): Promise<readonly ResourceRow[]> {
  const skipped = startIndex - 1;
  const { id, narrow } = source;
  if (sort !== undefined) return selectSorted(session, target, source, compileSort(target, sort), { skipped, count });
  if (skipped === 0) return selectById(session, target, source, { order: id, limit: count }, also);
  // What is skipped is skipped in an index alone where there is one, without opening a row.
  const condition = sql`${id} >= (
    select ${id} from ${narrow.from} where ${narrow.condition} order by ${id} limit 1 offset ${skipped})`;
  return selectById(session, target, source, { condition, order: id, limit: count }, also);
}

/** Groups are looked for beside the rows of the page, and not beside all who match. */
async function selectById(
  session: Session,
  target: FilterTarget,
  source: PageSource,
  wanted: Wanted,
  also: 'groups' | undefined,
): Promise<readonly ResourceRow[]> {
  const page = rowsOf(target, source, wanted);
  if (also === undefined) return session.all(page);
  const groups = directGroupsColumn(target.dialect, target.directory, verbatim('page'));
  return session.all(sql`select ${pageColumns}, ${groups} from (${page}) page order by page.id`);
}

/** What is skipped is skipped before anything is looked for beside it, but for the externalId that may be sorted by. */
async function selectSorted(
  session: Session,
  target: FilterTarget,
  { from, condition }: PageSource,
  order: Sql,
  { skipped, count }: { readonly skipped: number; readonly count: number },
): Promise<readonly ResourceRow[]> {
  const beside = order.text.includes('e.external_id') ? joinExternalIds(target) : verbatim('');
  return session.all(sql`
    select ${resourceColumns} from (
      select r.* from ${from} ${beside} where ${condition} order by ${order} limit ${count} offset ${skipped}
    ) r ${joinExternalIds(target)} order by ${order}`);
}

/** A page of everything in the order of ids: the database walks from the beginning of the range in which the page begins. */
export async function selectPlainPage(
  session: Session,
  target: FilterTarget,
  source: PageSource,
  { count, also }: Pick<ResourceQuery, 'count' | 'also'>,
  { range, skipped }: PlaceInRange,
): Promise<readonly ResourceRow[]> {
  const order = source.id;
  if (skipped === 0 && range.firstId === '') return selectRows(session, target, source, { order, limit: count, also });
  // What is skipped is skipped in the index alone, without opening a row.
  const condition = sql`r.id >= (
      select s.id from resources s
      where s.directory = ${target.directory} and s.type = ${target.type} and s.id >= ${range.firstId}
      order by s.id limit 1 offset ${skipped})`;
  return selectRows(session, target, source, { condition, order, limit: count, also });
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

/** What a statement wants of a source's rows. */
interface Wanted {
  readonly condition?: Sql;
  readonly order: Sql;
  readonly limit: number;
  /** Is given with each row, as `sort_key`. */
  readonly key?: Sql;
  /** Beside each row: for rows that an index has in this order. */
  readonly also?: 'groups' | undefined;
}

export function selectRows<Row extends ResourceRow>(
  session: Session,
  target: FilterTarget,
  source: PageSource,
  wanted: Wanted,
): Promise<readonly Row[]> {
  return session.all<Row>(rowsOf(target, source, wanted));
}

function rowsOf(target: FilterTarget, { from, condition }: PageSource, wanted: Wanted): Sql {
  const { order, limit } = wanted;
  const key = wanted.key === undefined ? verbatim('') : sql`, ${wanted.key} as sort_key`;
  const groups =
    wanted.also === undefined
      ? verbatim('')
      : sql`, ${directGroupsColumn(target.dialect, target.directory, verbatim('r'))}`;
  const further = wanted.condition === undefined ? verbatim('') : sql`and ${wanted.condition}`;
  return sql`
    select ${resourceColumns}${key}${groups} from ${from} ${joinExternalIds(target)}
    where ${condition} ${further} order by ${order} limit ${limit}`;
}

/** As the asking client has set them. */
function joinExternalIds({ client }: FilterTarget): Sql {
  return sql`left join external_ids e
    on e.directory = r.directory and e.client = ${client} and e.type = r.type and e.resource_id = r.id`;
}
