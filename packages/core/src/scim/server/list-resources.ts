import type { ResourceQuery } from '../../store/resource-store.js';
import type { ScimResponse } from '../message.js';
import { parseFilter } from '../parse-filter.js';
import type { Selection } from '../parse-selection.js';
import { resolveFilter } from '../resolve-filter.js';
import type { ResourceType } from '../schema.js';
import { bufferBody } from './buffer-body.js';
import type { Call } from './call.js';
import { describeFilter } from './describe-filter.js';
import { messageSchemas } from './message-schemas.js';
import { parsePaging } from './paging.js';
import { bodyResponse } from './scim-response.js';
import { selectionOf } from './selection-of.js';
import { parseSort } from './sort.js';
import { writeResources } from './write-resources.js';

/** RFC 7644 §3.4.2. A miss is an empty list, never 404. */
export async function listResources(call: Call, type: ResourceType): Promise<ScimResponse> {
  const { query } = call.request;
  const selection = selectionOf(call, type);
  const text = query.get('filter')?.trim() ?? '';
  const filter = text === '' ? undefined : resolveFilter(type, parseFilter(text));
  if (filter) call.note(describeFilter(type.name, filter));
  const sort = parseSort(type, query);
  const asked: ResourceQuery = {
    type: type.name,
    ...(filter && { filter }),
    ...(sort && { sort }),
    ...parsePaging(query, call.limits.pageSize),
  };
  return bodyResponse(200, await bufferBody(writeList(call, type, asked, selection)));
}

async function* writeList(
  call: Call,
  type: ResourceType,
  query: ResourceQuery,
  selection: Selection,
): AsyncGenerator<string> {
  const { total, resources } = await call.resources.query(call.scope, query);
  const head = JSON.stringify({
    schemas: [messageSchemas.listResponse],
    totalResults: total,
    startIndex: query.startIndex,
    itemsPerPage: resources.length,
  });
  yield `${head.slice(0, -1)},"Resources":[`;
  yield* writeResources(call, type, resources, selection);
  yield ']}';
}
