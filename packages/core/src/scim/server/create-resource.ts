import type { ScimResponse } from '../message.js';
import { normalizeResource } from '../normalize-resource.js';
import type { ResourceType } from '../schema.js';
import { bodyOf } from './body-of.js';
import type { Call } from './call.js';
import { commitNew } from './commit-resource.js';
import { noteResourceSchemas } from './note-resource-schemas.js';
import { resourceResponse } from './resource-response.js';
import { selectionOf } from './selection-of.js';
import { takePassword } from './take-password.js';

/** RFC 7644 §3.3. */
export async function createResource(call: Call, type: ResourceType): Promise<ScimResponse> {
  const selection = selectionOf(call, type);
  const body = bodyOf(call);
  noteResourceSchemas(type, body, call.tolerate);
  const { attributes, externalId, members, ignored, ...normalized } = normalizeResource(type, body, {
    purpose: 'create',
    tolerate: call.tolerate,
  });
  call.ignore(ignored);
  const password = takePassword(call, type, normalized.password);
  const record = await commitNew(call, type, {
    action: 'create',
    attributes,
    ...(externalId !== undefined && { externalId }),
    ...(members !== undefined && { members: { replace: members } }),
    ...(password !== undefined && { password }),
  });
  // Whoever has just been made is in no group yet.
  return resourceResponse(call, type, record, selection, 201, []);
}
