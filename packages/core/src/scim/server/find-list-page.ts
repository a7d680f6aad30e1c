import type { ResourceRecord } from '../../store/resource.js';
import type { ResourcePage, ResourcePlace, ResourceQuery } from '../../store/resource-store.js';
import { bindTo } from './bind-to.js';
import type { Call } from './call.js';
import type { ListRequest } from './parse-list.js';

/** What a ListResponse says. */
export interface ListPage {
  readonly totalResults: number;
  /** Of a page that is counted. */
  readonly startIndex?: number;
  readonly nextCursor?: string;
  readonly previousCursor?: string;
  readonly resources: readonly ResourceRecord[];
}

export async function findListPage(call: Call, { query, cursor }: ListRequest): Promise<ListPage> {
  if (cursor !== undefined) return walkOn(call, query, cursor);
  const { total, resources } = await call.resources.query(call.scope, query);
  return { totalResults: total, startIndex: query.startIndex, resources };
}

/**
 * RFC 9865. What matches is counted for the first page, and the number goes along in the cursors: a page far behind costs what the first
 * one does.
 */
async function walkOn(call: Call, query: ResourceQuery, cursor: string): Promise<ListPage> {
  const { cursors, limits } = call;
  const now = Date.parse(call.now());
  const { type, filter, sort } = query;
  const bound = bindTo([call.scope.directory, call.scope.client, type, filter, sort]);
  const walk = cursor === '' ? undefined : cursors.open(cursor, bound, now, limits.cursorSeconds);
  const page = await findNearby(call, query, walk?.place);
  const total = walk?.total ?? page.total;
  const seal = (place: ResourcePlace) => cursors.seal({ place, total }, bound, now);
  return {
    totalResults: total,
    ...(page.next && { nextCursor: seal(page.next) }),
    ...(page.previous && { previousCursor: seal(page.previous) }),
    resources: page.resources,
  };
}

async function findNearby(
  { resources, scope }: Pick<Call, 'resources' | 'scope'>,
  query: ResourceQuery,
  place?: ResourcePlace,
): Promise<ResourcePage> {
  if (place === undefined) return resources.query(scope, { ...query, from: 'start' });
  const page = await resources.query(scope, { ...query, from: place, withoutTotal: true });
  // Everybody before it is gone by now: this is where the list begins.
  if (place.backwards && page.resources.length === 0) return findNearby({ resources, scope }, query);
  return page;
}
