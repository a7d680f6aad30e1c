import type { ResourcePage, ResourcePlace, ResourceQuery } from './resource-store.js';

type From = NonNullable<ResourceQuery['from']>;

export interface CutPage<Row> extends Pick<ResourcePage, 'next' | 'previous'> {
  readonly rows: readonly Row[];
}

/**
 * For stores: a page out of the rows that come next to a place, in the direction that it looks. One row more than the page holds tells that
 * the walk goes on.
 */
export function cutPage<Row>(
  found: readonly Row[],
  from: From,
  count: number,
  placeOf: (row: Row) => ResourcePlace,
): CutPage<Row> {
  const isBackwards = from !== 'start' && from.backwards === true;
  const rows = isBackwards ? found.slice(0, count).reverse() : found.slice(0, count);
  const [first] = rows;
  const last = rows.at(-1);
  const isMore = found.length > count;
  // Whoever came from somewhere can go back there.
  const hasNext = isBackwards || isMore;
  const hasPrevious = isBackwards ? isMore : from !== 'start';
  return {
    rows,
    ...(hasNext && last !== undefined && { next: placeOf(last) }),
    ...(hasPrevious && first !== undefined && { previous: { ...placeOf(first), backwards: true } }),
  };
}
