import type { JsonObject } from '../json.js';
import { messageSchemas } from './message-schemas.js';
import type { ScimLimits } from './scim-server.js';

/** RFC 7643 §5, RFC 9865 §4, and true: what is not said here is not offered. */
export function serviceProviderConfig(baseUrl: string, limits: ScimLimits): JsonObject {
  return {
    schemas: [messageSchemas.serviceProviderConfig],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: limits.pageSize },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    pagination: {
      cursor: true,
      index: true,
      // RFC 9865 §2.4: clients that know no cursors ask for nothing, and count.
      defaultPaginationMethod: 'index',
      defaultPageSize: limits.pageSize,
      maxPageSize: limits.pageSize,
      cursorTimeout: limits.cursorSeconds,
    },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'Bearer token',
        description: 'A token made by the operator of this server, sent as "Authorization: Bearer <token>".',
        specUri: 'https://www.rfc-editor.org/info/rfc6750',
        primary: true,
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${baseUrl}/ServiceProviderConfig` },
  };
}
