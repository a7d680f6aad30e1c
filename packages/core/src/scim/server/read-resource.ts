import type { ScimResponse } from '../message.js';
import type { ResourceType } from '../schema.js';
import { ScimError } from '../scim-error.js';
import { alsoReadFor } from './also-read-for.js';
import type { Call } from './call.js';
import { checkIfMatch, etagOf, isUnchanged } from './etag.js';
import { resourceResponse } from './resource-response.js';
import { selectionOf } from './selection-of.js';

/** RFC 7644 §3.4.1. */
export async function readResource(call: Call, type: ResourceType, id: string): Promise<ScimResponse> {
  const selection = selectionOf(call, type);
  const record = await call.resources.find(call.scope, type.name, id, alsoReadFor(type, selection).also);
  if (record === undefined) throw notFound(type.name, id);
  const { headers } = call.request;
  checkIfMatch(headers, record.version);
  if (isUnchanged(headers, record.version)) return { status: 304, headers: { ETag: etagOf(record.version) } };
  return resourceResponse(call, type, record, selection, 200, record.groups);
}

export function notFound(type: string, id: string): ScimError {
  return new ScimError(
    404,
    `There is no ${type} with the id ${JSON.stringify(id)}. It was deleted, or never was here.`,
  );
}
