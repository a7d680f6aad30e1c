import type { ResourceQuery } from '../../store/resource-store.js';
import { parseFilter } from '../parse-filter.js';
import { parseSelection, type Selection } from '../parse-selection.js';
import { resolveFilter } from '../resolve-filter.js';
import type { ResourceType } from '../schema.js';
import { alsoReadFor } from './also-read-for.js';
import type { Call } from './call.js';
import { describeFilter } from './describe-filter.js';
import type { ListParameters } from './list-parameters.js';
import { parsePaging } from './paging.js';
import { parseSort } from './sort.js';

/** A list that is asked for, whether in a query string or in a search that was posted. */
export interface ListRequest {
  readonly query: ResourceQuery;
  readonly selection: Selection;
  /** RFC 9865: empty for the first page. Absent: pages are counted. */
  readonly cursor?: string;
}

/** @throws ScimError 400 that names the parameter */
export function parseList(call: Call, type: ResourceType, parameters: ListParameters): ListRequest {
  const { limits, tolerate } = call;
  const selection = parseSelection(type, parameters['attributes'], parameters['excludedAttributes']);
  const text = parameters['filter']?.trim() ?? '';
  const reading = { length: limits.filterLength, terms: limits.filterTerms };
  const filter = text === '' ? undefined : resolveFilter(type, parseFilter(text, reading), { tolerate });
  if (filter) call.note(describeFilter(type.name, filter));
  const sort = parseSort(type, parameters);
  const { cursor, ...paging } = parsePaging(parameters, limits.pageSize);
  return {
    query: {
      type: type.name,
      ...(filter && { filter }),
      ...(sort && { sort }),
      ...paging,
      patience: limits.searchMilliseconds,
      ...alsoReadFor(type, selection),
    },
    selection,
    ...(cursor !== undefined && { cursor }),
  };
}
