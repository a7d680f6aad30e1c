import type { ResourceRecord } from '../../store/resource.js';
import type { Filter } from '../filter.js';
import { findConstant } from '../find-constant.js';
import type { ScimResponse } from '../message.js';
import { parseFilter } from '../parse-filter.js';
import type { Selection } from '../parse-selection.js';
import { resolveFilter } from '../resolve-filter.js';
import type { ResourceType } from '../schema.js';
import { invalidValue } from '../scim-error.js';
import { bufferBody } from './buffer-body.js';
import type { Call } from './call.js';
import { type ListParameters, listParameters } from './list-parameters.js';
import { messageSchemas } from './message-schemas.js';
import { type Paging, parsePaging } from './paging.js';
import { bodyResponse } from './scim-response.js';
import { selectionOf } from './selection-of.js';
import { parseSort } from './sort.js';
import { writeResources } from './write-resources.js';

/** One type's share of the question. */
interface Part {
  readonly type: ResourceType;
  readonly selection: Selection;
  /** Absent: all of them. */
  readonly filter?: Filter;
}

/**
 * RFC 7644 §3.4.2.1: a list over all types, one after the other, in the order of /ResourceTypes. An attribute that a type does not have is
 * without a value there. The total is that of all types; resources are read only of those that the page reaches.
 */
export async function listRoot(call: Call): Promise<ScimResponse> {
  const { request, types, limits } = call;
  const text = request.query.get('filter')?.trim() ?? '';
  const reading = { length: limits.filterLength, terms: limits.filterTerms };
  const written = text === '' ? undefined : parseFilter(text, reading);
  const parts = types.flatMap((type): Part[] => {
    const filter = written && resolveFilter(type, written, { others: types, tolerate: call.tolerate });
    if (filter && findConstant(filter) === false) return [];
    return [{ type, selection: selectionOf(call, type), ...(filter && { filter }) }];
  });
  const parameters = listParameters(request.query);
  const sort = parseRootSort(parts, parameters);
  const paging = parsePaging(parameters, limits.pageSize);
  if (paging.cursor !== undefined)
    throw invalidValue('Lists of several types are paged by "startIndex". Leave "cursor" out.');
  return bodyResponse(200, await bufferBody(writeParts(call, parts, sort, paging)));
}

type Sort = ReturnType<typeof parseSort>;

/** Values of two types would have to be read whole to stand in one order. */
function parseRootSort(parts: readonly Part[], parameters: ListParameters): Sort {
  const [first, ...others] = parts;
  if (first === undefined || (parameters['sortBy']?.trim() ?? '') === '') return undefined;
  if (others.length === 0) return parseSort(first.type, parameters);
  const endpoints = parts.map(({ type }) => type.endpoint).join(', ');
  throw invalidValue(`Several types are not sorted together. Ask ${endpoints} one by one, or leave "sortBy" out.`);
}

async function* writeParts(call: Call, parts: readonly Part[], sort: Sort, paging: Paging): AsyncGenerator<string> {
  let total = 0;
  let shown = 0;
  const pages: (Part & { readonly records: readonly ResourceRecord[] })[] = [];
  for (const part of parts) {
    const page = await call.resources.query(call.scope, {
      type: part.type.name,
      ...(part.filter && { filter: part.filter }),
      ...(sort && { sort }),
      patience: call.limits.searchMilliseconds,
      startIndex: Math.max(1, paging.startIndex - total),
      count: paging.count - shown,
    });
    total += page.total;
    shown += page.resources.length;
    if (page.resources.length > 0) pages.push({ ...part, records: page.resources });
  }
  const head = JSON.stringify({
    schemas: [messageSchemas.listResponse],
    totalResults: total,
    startIndex: paging.startIndex,
    itemsPerPage: shown,
  });
  yield `${head.slice(0, -1)},"Resources":[`;
  for (const [index, { type, records, selection }] of pages.entries()) {
    if (index > 0) yield ',';
    yield* writeResources(call, type, records, selection);
  }
  yield ']}';
}
