import type { ResourcePage, ResourceQuery, Scope } from '@linkspan/core';
import type { Database } from '../database.js';
import type { FilterTarget } from '../filter/filter-target.js';
import { judgeCost } from '../filter/judge-cost.js';
import type { Session } from '../session.js';
import { sql } from '../sql.js';
import { type CountedRange, listRanges } from './list-ranges.js';
import { findPageSource, type PageSource } from './page-source.js';
import { findPlace, selectPage, selectPlainPage } from './select-page.js';
import { selectPlaces } from './select-places.js';
import { toRecords } from './to-records.js';

type Found = Pick<ResourcePage, 'resources' | 'next' | 'previous'>;

export async function queryResources(
  { read, readBounded, dialect }: Database,
  scope: Scope,
  asked: ResourceQuery,
  passing: (range: CountedRange) => void,
): Promise<ResourcePage> {
  const target = { dialect, ...scope, type: asked.type };
  const query = { ...asked, startIndex: Math.max(asked.startIndex, 1), count: Math.max(asked.count, 0) };
  const source = findPageSource(target, query);
  if (query.filter === undefined && query.sort === undefined) return queryPlain(read, target, source, query, passing);
  const cost = query.patience === undefined ? 'look-up' : judgeCost(target, query);
  if (cost === 'look-up') return querySelected(read, target, source, query);
  return readBounded(cost, query.patience ?? 0, (session) => querySelected(session, target, source, query));
}

async function queryPlain(
  session: Session,
  target: FilterTarget,
  source: PageSource,
  query: ResourceQuery,
  passing: (range: CountedRange) => void,
): Promise<ResourcePage> {
  const isCounted = query.from === undefined && query.startIndex > 1;
  const ranges =
    query.withoutTotal !== true || isCounted ? await listRanges(session, target.directory, target.type) : [];
  const total = query.withoutTotal ? 0 : totalOf(ranges);
  if (query.from !== undefined) return { total, ...(await findNearby(session, target, source, query, query.from)) };
  const place = findPlace(ranges, query.startIndex);
  if (place.skipped > 0) passing(place.range);
  const rows = query.count === 0 ? [] : await selectPlainPage(session, target, source, query, place);
  return { total, resources: await toRecords(session, target.dialect, target, target.type, rows) };
}

async function querySelected(
  session: Session,
  target: FilterTarget,
  source: PageSource,
  query: ResourceQuery,
): Promise<ResourcePage> {
  const found =
    query.from === undefined
      ? await findCounted(session, target, source, query)
      : await findNearby(session, target, source, query, query.from);
  const total = query.withoutTotal ? 0 : await findTotal(session, target, source, query, found);
  return { total, ...found };
}

async function findCounted(
  session: Session,
  target: FilterTarget,
  source: PageSource,
  query: ResourceQuery,
): Promise<Found> {
  const rows = query.count === 0 ? [] : await selectPage(session, target, source, query);
  return { resources: await toRecords(session, target.dialect, target, target.type, rows) };
}

async function findNearby(
  session: Session,
  target: FilterTarget,
  source: PageSource,
  query: ResourceQuery,
  from: NonNullable<ResourceQuery['from']>,
): Promise<Found> {
  const { rows, ...ends } = await selectPlaces(session, target, source, { ...query, from });
  return { resources: await toRecords(session, target.dialect, target, target.type, rows), ...ends };
}

/** Counted only where the page doesn't tell. */
async function findTotal(
  session: Session,
  target: FilterTarget,
  { narrow }: PageSource,
  { filter, startIndex, count, from }: ResourceQuery,
  { resources: { length } }: Found,
): Promise<number> {
  const isLast = length < count && (length > 0 || startIndex === 1);
  if (isLast && from === undefined) return startIndex - 1 + length;
  if (isLast && from === 'start') return length;
  if (filter === undefined) return totalOf(await listRanges(session, target.directory, target.type));
  const [row] = await session.all<{ readonly total: number | string }>(
    sql`select count(*) as total from ${narrow.from} where ${narrow.condition}`,
  );
  return Number(row?.total ?? 0);
}

function totalOf(ranges: readonly CountedRange[]): number {
  return ranges.reduce((sum, { total }) => sum + total, 0);
}
