import type { EffectiveGroup, ResourceRecord } from '../../store/resource.js';
import type { ScimResponse } from '../message.js';
import type { Selection } from '../parse-selection.js';
import type { ResourceType } from '../schema.js';
import { bufferBody } from './buffer-body.js';
import type { Call } from './call.js';
import { etagOf } from './etag.js';
import { locationOf } from './resource-view.js';
import { bodyResponse } from './scim-response.js';
import { writeResources } from './write-resources.js';

const noGroups: ReadonlyMap<string, readonly EffectiveGroup[]> = new Map();

/** One resource, with `Location` and `ETag`. */
export async function resourceResponse(
  call: Call,
  type: ResourceType,
  record: ResourceRecord,
  selection: Selection,
  status: 200 | 201,
): Promise<ScimResponse> {
  // Whoever has just been made is in no group yet.
  const groups = status === 201 ? noGroups : undefined;
  return bodyResponse(status, await bufferBody(writeResources(call, type, [record], selection, groups)), {
    Location: locationOf(call.client, type, record.id),
    ETag: etagOf(record.version),
  });
}
