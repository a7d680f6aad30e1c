import type { ScimResponse } from '../message.js';
import { ScimError } from '../scim-error.js';
import { messageSchemas } from './message-schemas.js';

/** Never with parameters: some clients compare it as a whole (RFC 7644 §8.1). */
const contentType = 'application/scim+json';

export function bodyResponse(
  status: number,
  body: NonNullable<ScimResponse['body']>,
  headers: ScimResponse['headers'] = {},
): ScimResponse {
  return { status, headers: { ...headers, 'Content-Type': contentType }, body };
}

/** RFC 7644 §3.12. Also for what the host refuses itself: a bad token, an unknown client. */
export function errorResponse(error: ScimError, headers: ScimResponse['headers'] = {}): ScimResponse {
  const document = {
    schemas: [messageSchemas.error],
    status: String(error.status),
    ...(error.scimType !== undefined && { scimType: error.scimType }),
    detail: error.message,
  };
  return bodyResponse(error.status, JSON.stringify(document), {
    ...headers,
    ...(error.retryAfter !== undefined && { 'Retry-After': String(error.retryAfter) }),
  });
}

/** RFC 9110 §15.5.6 asks for `Allow`; who may GET may HEAD. */
export function methodNotAllowed(method: string, allowed: readonly string[]): ScimResponse {
  const allow = allowed.flatMap((name) => (name === 'GET' ? ['GET', 'HEAD'] : [name])).join(', ');
  return errorResponse(new ScimError(405, `${method} is not possible here. Possible: ${allow}.`), { Allow: allow });
}
