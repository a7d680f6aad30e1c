import type { JsonObject } from '../json.js';
import { messageSchemas } from './message-schemas.js';
import type { ScimLimits } from './scim-server.js';

/** RFC 7643 §5, and true: what is not said here is not offered. */
export function serviceProviderConfig(baseUrl: string, limits: ScimLimits): JsonObject {
  return {
    schemas: [messageSchemas.serviceProviderConfig],
    patch: { supported: true },
    bulk: { supported: true, maxOperations: limits.bulkOperations, maxPayloadSize: limits.bulkBytes },
    filter: { supported: true, maxResults: limits.pageSize },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
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
