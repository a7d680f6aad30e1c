import type { ResourceQuery } from '../../store/resource-store.js';
import { parseFilter } from '../parse-filter.js';
import { parseSelection, type Selection } from '../parse-selection.js';
import { resolveFilter } from '../resolve-filter.js';
import type { ResourceType } from '../schema.js';
import type { ListParameters } from './list-parameters.js';
import { parsePaging } from './paging.js';
import type { ScimLimits } from './scim-server.js';
import { parseSort } from './sort.js';

/** A list that is asked for, whether in a query string or in a search that was posted. */
export interface ListRequest {
  readonly query: ResourceQuery;
  readonly selection: Selection;
  /** RFC 9865: empty for the first page. Absent: pages are counted. */
  readonly cursor?: string;
}

/** @throws ScimError 400 that names the parameter */
export function parseList(type: ResourceType, parameters: ListParameters, limits: ScimLimits): ListRequest {
  const selection = parseSelection(type, parameters['attributes'], parameters['excludedAttributes']);
  const filter = parameters['filter']?.trim() ?? '';
  const sort = parseSort(type, parameters);
  const { cursor, ...paging } = parsePaging(parameters, limits.pageSize);
  const reading = { length: limits.filterLength, terms: limits.filterTerms };
  return {
    query: {
      type: type.name,
      ...(filter !== '' && { filter: resolveFilter(type, parseFilter(filter, reading)) }),
      ...(sort && { sort }),
      ...paging,
      patience: limits.searchMilliseconds,
    },
    selection,
    ...(cursor !== undefined && { cursor }),
  };
}
