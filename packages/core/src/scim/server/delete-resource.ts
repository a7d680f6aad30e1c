import type { ScimResponse } from '../message.js';
import type { ResourceType } from '../schema.js';
import type { Call } from './call.js';
import { commitChange } from './commit-resource.js';

/** RFC 7644 §3.6. Into the trash: gone for every query, its names free again, restorable by an operator. */
export async function deleteResource(call: Call, type: ResourceType, id: string): Promise<ScimResponse> {
  await commitChange(call, type, id, {}, () => ({ action: 'delete' }));
  return { status: 204, headers: {} };
}
