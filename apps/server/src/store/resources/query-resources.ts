import type { ResourcePage, ResourceQuery, Scope } from '@linkspan/core';
import type { Dialect } from '../dialect.js';
import type { FilterTarget } from '../filter/filter-target.js';
import type { Session } from '../session.js';
import { sql } from '../sql.js';
import { type CountedRange, listRanges } from './list-ranges.js';
import { toRecord } from './resource-row.js';
import { compileCondition, findPlace, selectPage, selectPlainPage } from './select-page.js';

export async function queryResources(
  session: Session,
  dialect: Dialect,
  scope: Scope,
  asked: ResourceQuery,
  passing: (range: CountedRange) => void,
): Promise<ResourcePage> {
  const target = { dialect, ...scope, type: asked.type };
  const query = { ...asked, startIndex: Math.max(asked.startIndex, 1), count: Math.max(asked.count, 0) };
  return query.filter === undefined && query.sort === undefined
    ? queryPlain(session, target, query, passing)
    : querySelected(session, target, query);
}

async function queryPlain(
  session: Session,
  target: FilterTarget,
  query: ResourceQuery,
  passing: (range: CountedRange) => void,
): Promise<ResourcePage> {
  const needsRanges = query.withoutTotal !== true || query.startIndex > 1;
  const ranges = needsRanges ? await listRanges(session, target.directory, target.type) : [];
  const place = findPlace(ranges, query.startIndex);
  if (place.skipped > 0) passing(place.range);
  const rows = query.count === 0 ? [] : await selectPlainPage(session, target, query, place);
  const total = query.withoutTotal ? 0 : totalOf(ranges);
  return { total, resources: rows.map((row) => toRecord(row, target.directory, target.type)) };
}

async function querySelected(session: Session, target: FilterTarget, query: ResourceQuery): Promise<ResourcePage> {
  const rows = query.count === 0 ? [] : await selectPage(session, target, query);
  const total = query.withoutTotal ? 0 : await findTotal(session, target, query, rows.length);
  return { total, resources: rows.map((row) => toRecord(row, target.directory, target.type)) };
}

/** Counted only where the page doesn't tell. */
async function findTotal(session: Session, target: FilterTarget, query: ResourceQuery, found: number): Promise<number> {
  const { startIndex, count } = query;
  if (found < count && (found > 0 || startIndex === 1)) return startIndex - 1 + found;
  if (query.filter === undefined) {
    return totalOf(await listRanges(session, target.directory, target.type));
  }
  const [row] = await session.all<{ readonly total: number | string }>(
    sql`select count(*) as total from resources r where ${compileCondition(target, query)}`,
  );
  return Number(row?.total ?? 0);
}

function totalOf(ranges: readonly CountedRange[]): number {
  return ranges.reduce((sum, { total }) => sum + total, 0);
}
