import type { Json, JsonObject } from '../../scim/json.js';

export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

export function user(attributes: JsonObject): JsonObject {
  return { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise], ...attributes };
}

export function group(displayName: string, ...members: readonly string[]): JsonObject {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    displayName,
    members: members.map((value) => ({ value })),
  };
}

export function patch(op: string, path: string, value?: Json): JsonObject {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
  return { schemas, Operations: [{ op, path, ...(value !== undefined && { value }) }] };
}

export function search(filter: string): JsonObject {
  return { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], filter };
}

export function bulk(...operations: readonly JsonObject[]): JsonObject {
  return { schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'], Operations: [...operations] };
}
