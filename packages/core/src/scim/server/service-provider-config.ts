import type { JsonObject } from '../json.js';
import { authenticationSchemes } from './authentication-schemes.js';
import type { Call } from './call.js';
import { messageSchemas } from './message-schemas.js';

/** RFC 7643 §5, RFC 9865 §4, and true: what is not said here is not offered. */
export function serviceProviderConfig(
  baseUrl: string,
  { limits, client, passwords }: Pick<Call, 'limits' | 'client' | 'passwords'>,
): JsonObject {
  return {
    schemas: [messageSchemas.serviceProviderConfig],
    patch: { supported: true },
    bulk: { supported: true, maxOperations: limits.bulkOperations, maxPayloadSize: limits.bulkBytes },
    filter: { supported: true, maxResults: limits.pageSize },
    changePassword: { supported: passwords !== undefined },
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
    authenticationSchemes: authenticationSchemes(client.authentication),
    meta: { resourceType: 'ServiceProviderConfig', location: `${baseUrl}/ServiceProviderConfig` },
  };
}
