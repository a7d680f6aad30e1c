import { applyPatch } from '../apply-patch.js';
import { isJsonObject } from '../json.js';
import type { ScimResponse } from '../message.js';
import type { ResourceType } from '../schema.js';
import { alsoReadFor } from './also-read-for.js';
import { bodyOf } from './body-of.js';
import type { Call } from './call.js';
import { commitChange } from './commit-resource.js';
import { etagOf } from './etag.js';
import { messageSchemas } from './message-schemas.js';
import { noteSchemas } from './note-schemas.js';
import { resourceResponse } from './resource-response.js';
import { locationOf } from './resource-view.js';
import { selectionOf } from './selection-of.js';
import { takePassword } from './take-password.js';

/**
 * RFC 7644 §3.5.2. A group is answered 204 unless `attributes` is asked: to show its members for every one that is added would cost more
 * than the change.
 */
export async function patchResource(call: Call, type: ResourceType, id: string): Promise<ScimResponse> {
  const selection = selectionOf(call, type);
  const body = bodyOf(call);
  if (isJsonObject(body)) noteSchemas('patch-schemas', body, messageSchemas.patchOp, call.tolerate);
  const { record, groups } = await commitChange(call, type, id, alsoReadFor(type, selection), (current) => {
    const { attributes, externalId, members, ignored, ...patched } = applyPatch(type, current.attributes, body, {
      tolerate: call.tolerate,
      most: call.limits.patchOperations,
    });
    call.ignore(ignored);
    const password = takePassword(call, type, patched.password);
    return {
      action: 'patch',
      attributes,
      ...(current.overruled?.active && {
        leaves:
          applyPatch(type, { ...current.attributes, active: true }, body, { most: call.limits.patchOperations })
            .attributes.active === false,
      }),
      ...(externalId !== undefined && { externalId }),
      ...(members !== undefined && { members }),
      ...(password !== undefined && { password }),
    };
  });
  if (type.name === 'Group' && !call.request.query.has('attributes')) {
    return {
      status: 204,
      headers: { Location: locationOf(call.client, type, id), ETag: etagOf(record.version) },
    };
  }
  return resourceResponse(call, type, record, selection, 200, groups);
}
