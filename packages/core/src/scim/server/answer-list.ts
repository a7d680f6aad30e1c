import type { ScimResponse } from '../message.js';
import type { ResourceType } from '../schema.js';
import { bufferBody } from './buffer-body.js';
import type { Call } from './call.js';
import { findListPage, type ListPage } from './find-list-page.js';
import type { ListParameters } from './list-parameters.js';
import { messageSchemas } from './message-schemas.js';
import { type ListRequest, parseList } from './parse-list.js';
import { bodyResponse } from './scim-response.js';
import { writeResources } from './write-resources.js';

/** A ListResponse, to parameters from wherever they came. A miss is an empty list, never 404. */
export async function answerList(call: Call, type: ResourceType, parameters: ListParameters): Promise<ScimResponse> {
  const request = parseList(call, type, parameters);
  return bodyResponse(200, await bufferBody(writeList(call, type, request, await findListPage(call, request))));
}

async function* writeList(
  call: Call,
  type: ResourceType,
  { selection }: ListRequest,
  { resources, ...page }: ListPage,
): AsyncGenerator<string> {
  const { totalResults, startIndex, nextCursor, previousCursor } = page;
  const head = JSON.stringify({
    schemas: [messageSchemas.listResponse],
    totalResults,
    startIndex,
    itemsPerPage: resources.length,
    previousCursor,
    nextCursor,
  });
  yield `${head.slice(0, -1)},"Resources":[`;
  yield* writeResources(call, type, resources, selection);
  yield ']}';
}
