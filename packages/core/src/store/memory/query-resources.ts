import { evaluateFilter } from '../../scim/evaluate-filter.js';
import type { JsonObject } from '../../scim/json.js';
import { cutPage } from '../cut-page.js';
import type { ResourcePage, ResourcePlace, ResourceQuery } from '../resource-store.js';
import type { DirectoryState, StoredResource } from './directory-state.js';
import { findGroupsOf } from './membership.js';
import { compareKeys, readSortKey } from './sort-key.js';
import { toRecord } from './to-record.js';

interface Row {
  readonly stored: StoredResource;
  readonly place: ResourcePlace;
}

export function queryResources(directory: DirectoryState, client: string, query: ResourceQuery): ResourcePage {
  const { filter, sort, startIndex, from } = query;
  const count = Math.max(query.count, 0);
  const all: readonly Row[] = [...directory.resources.values()]
    .filter(({ record }) => record.type === query.type)
    .map((stored) => ({ stored, document: describe(directory, stored, client) }))
    .filter(({ document }) => filter === undefined || evaluateFilter(filter, document))
    .map(({ stored, document }) => ({
      stored,
      place: { id: stored.record.id, ...(sort && { key: readSortKey(sort, document) }) },
    }))
    .sort((a, b) => comparePlaces(sort, a.place, b.place));
  const first = Math.max(startIndex, 1) - 1;
  const { rows, ...ends } =
    from === undefined
      ? { rows: all.slice(first, first + count) }
      : cutPage(listFrom(all, sort, from), from, count, ({ place }) => place);
  return { total: all.length, resources: rows.map(({ stored }) => toRecord(stored, client)), ...ends };
}

/** What stands next to the place, in the direction that it looks. */
function listFrom(
  all: readonly Row[],
  sort: ResourceQuery['sort'],
  from: NonNullable<ResourceQuery['from']>,
): readonly Row[] {
  if (from === 'start') return all;
  const beside = (side: number) => all.filter(({ place }) => comparePlaces(sort, place, from) * side > 0);
  return from.backwards ? beside(-1).reverse() : beside(1);
}

function comparePlaces(sort: ResourceQuery['sort'], a: ResourcePlace, b: ResourcePlace): number {
  const byKey = sort ? compareKeys(a.key ?? null, b.key ?? null, sort.descending) : 0;
  if (byKey !== 0) return byKey;
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1;
}

/** The resource with what is kept beside its attributes; members and groups are gathered only when a filter reads them. */
function describe(directory: DirectoryState, stored: StoredResource, client: string): JsonObject {
  const { id, type, attributes, created, lastModified } = stored.record;
  const externalId = stored.externalIds.get(client);
  const document = {
    ...attributes,
    id,
    ...(externalId !== undefined && { externalId }),
    meta: { created, lastModified },
  };
  if (type === 'Group') {
    return {
      ...document,
      get members() {
        return asValues(directory.members.get(id) ?? []);
      },
    };
  }
  return {
    ...document,
    get groups() {
      return asValues(findGroupsOf(directory, id));
    },
  };
}

function asValues(ids: Iterable<string>): readonly JsonObject[] {
  return [...ids].map((value) => ({ value }));
}
