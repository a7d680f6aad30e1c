import type { JsonObject } from '../json.js';
import { type AuthenticationScheme, authenticationSchemes } from './authentication-schemes.js';
import { messageSchemas } from './message-schemas.js';
import type { ScimLimits } from './scim-server.js';

/** RFC 7643 §5, RFC 9865 §4, and true: what is not said here is not offered. */
export function serviceProviderConfig(
  baseUrl: string,
  limits: ScimLimits,
  schemes?: readonly AuthenticationScheme[],
): JsonObject {
  return {
    schemas: [messageSchemas.serviceProviderConfig],
    patch: { supported: true },
    bulk: { supported: true, maxOperations: limits.bulkOperations, maxPayloadSize: limits.bulkBytes },
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
    authenticationSchemes: authenticationSchemes(schemes),
    meta: { resourceType: 'ServiceProviderConfig', location: `${baseUrl}/ServiceProviderConfig` },
  };
}
