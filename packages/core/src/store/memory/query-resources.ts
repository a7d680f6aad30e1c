import { evaluateFilter } from '../../scim/evaluate-filter.js';
import type { JsonObject } from '../../scim/json.js';
import type { ResourcePage, ResourceQuery } from '../resource-store.js';
import { compareByAttribute } from './compare-by-attribute.js';
import type { DirectoryState, StoredResource } from './directory-state.js';
import { findGroupsOf } from './membership.js';
import { toRecord } from './to-record.js';

export function queryResources(directory: DirectoryState, client: string, query: ResourceQuery): ResourcePage {
  const { filter, sort, startIndex, count } = query;
  const rows = [...directory.resources.values()]
    .filter(({ record }) => record.type === query.type)
    .sort((a, b) => (a.record.id < b.record.id ? -1 : 1))
    .map((stored) => ({ stored, document: describe(directory, stored, client) }))
    .filter(({ document }) => filter === undefined || evaluateFilter(filter, document));
  if (sort) rows.sort((a, b) => compareByAttribute(sort, a.document, b.document));
  const first = Math.max(startIndex, 1) - 1;
  return {
    total: rows.length,
    resources: rows.slice(first, first + Math.max(count, 0)).map(({ stored }) => toRecord(stored, client)),
  };
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
