import { type CutPage, cutPage, type ResourcePlace, type ResourceQuery } from '@linkspan/core';
import { compileSortKey, isDistinctKey } from '../filter/compile-sort.js';
import type { FilterTarget } from '../filter/filter-target.js';
import type { Session } from '../session.js';
import { type Sql, sql, verbatim } from '../sql.js';
import type { PageSource } from './page-source.js';
import type { ResourceRow } from './resource-row.js';
import { selectRows } from './select-page.js';

type From = NonNullable<ResourceQuery['from']>;
type PlacedRow = ResourceRow & { readonly sort_key?: string | number | boolean | null };

/** Rows that an index has in this order, one behind the other. */
interface Stretch {
  readonly condition: Sql;
  readonly order: Sql;
}

/**
 * A page by its place. The order of a sort is cut into stretches (those who are equal to the place, those beyond, those without a value), each of
 * which an index on (key, id) gives from where it begins: a condition over all of them would make databases walk from the very beginning.
 */
export async function selectPlaces(
  session: Session,
  target: FilterTarget,
  source: PageSource,
  { filter, sort, count, from, also: wanted }: ResourceQuery & { readonly from: From },
): Promise<CutPage<ResourceRow>> {
  const key = sort && compileSortKey(target, sort.path);
  const rows: PlacedRow[] = [];
  // Else they would be read for all who match, and not for the page.
  const also = filter === undefined && sort === undefined ? wanted : undefined;
  const stretches =
    sort && key && isDistinctKey(target, sort.path)
      ? [stretchOfDistinct(key, sort.descending, from)]
      : listStretches(source.id, key, sort?.descending ?? false, from);
  for (const { condition, order } of stretches) {
    const limit = count + 1 - rows.length;
    if (count === 0 || limit === 0) break;
    rows.push(
      ...(await selectRows<PlacedRow>(session, target, source, { condition, order, limit, also, ...(key && { key }) })),
    );
  }
  return cutPage(rows, from, count, ({ id, sort_key }) => ({ id, ...(sort && { key: sort_key ?? null }) }));
}

/** Nobody is equal, and nobody without a value. */
function stretchOfDistinct(key: Sql, descending: boolean, from: From): Stretch {
  const isDown = descending !== (from !== 'start' && from.backwards === true);
  const order = sql`${key} ${verbatim(isDown ? 'desc' : 'asc')}`;
  if (from === 'start') return { condition: sql`${key} is not null`, order };
  return { condition: sql`${key} ${verbatim(isDown ? '<' : '>')} ${from.key ?? null}`, order };
}

function listStretches(id: Sql, key: Sql | undefined, descending: boolean, from: From): readonly Stretch[] {
  const place = from === 'start' ? undefined : from;
  const isBackwards = place?.backwards === true;
  const byId = sql`${id} ${verbatim(isBackwards ? 'desc' : 'asc')}`;
  const beyondId = (here: ResourcePlace) => sql`${id} ${verbatim(isBackwards ? '<' : '>')} ${here.id}`;
  if (key === undefined) return [{ condition: place ? beyondId(place) : verbatim('1 = 1'), order: byId }];

  const isDown = descending !== isBackwards;
  const order = sql`${key} ${verbatim(isDown ? 'desc' : 'asc')}, ${byId}`;
  const absent: Stretch = { condition: sql`${key} is null`, order: byId };
  const present: Stretch = { condition: sql`${key} is not null`, order };
  // Who has no value comes last when ascending, first when descending.
  if (place === undefined) return isDown ? [absent, present] : [present, absent];
  const here = place.key ?? null;
  if (here === null) {
    const others: Stretch = { condition: sql`${key} is null and ${beyondId(place)}`, order: byId };
    return isDown ? [others, present] : [others];
  }
  const equal: Stretch = { condition: sql`${key} = ${here} and ${beyondId(place)}`, order: byId };
  const beyond: Stretch = { condition: sql`${key} ${verbatim(isDown ? '<' : '>')} ${here}`, order };
  return isDown ? [equal, beyond] : [equal, beyond, absent];
}
