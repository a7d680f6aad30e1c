import type { JsonObject } from '../json.js';

/**
 * What ServiceProviderConfig says of security events (RFC 9967 §4): nothing where none are delivered. Requests are never answered before
 * they are done, so `asyncRequest` is "none".
 */
export function describeSecurityEvents(eventUris: readonly string[] = []): JsonObject {
  return eventUris.length === 0 ? {} : { securityEvents: { asyncRequest: 'none', eventUris: [...eventUris] } };
}
