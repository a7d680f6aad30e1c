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

/** One resource, with `Location` and `ETag`. */
export async function resourceResponse(
  call: Call,
  type: ResourceType,
  record: ResourceRecord,
  selection: Selection,
  status: 200 | 201,
  /** Where they are known. */
  groups: readonly EffectiveGroup[] | undefined,
): Promise<ScimResponse> {
  const known = groups && new Map([[record.id, groups]]);
  return bodyResponse(status, await bufferBody(writeResources(call, type, [record], selection, known)), {
    Location: locationOf(call.client, type, record.id),
    ETag: etagOf(record.version),
  });
}
