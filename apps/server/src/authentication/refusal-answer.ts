import { errorResponse, ScimError, type ScimResponse } from '@linkspan/core';
import type { Refusal } from './authenticate.js';

const details: Readonly<Record<Refusal['status'], string>> = {
  401: 'The token was refused. Check the base URL, and make a new token with "linkspan token create".',
  403: 'Requests are not accepted from this address.',
  429: 'Too many requests. Wait as long as Retry-After says, and send this one again.',
  503: 'The server cannot check these credentials at the moment. Try again; its log says why.',
};

const refusedPassword =
  'The user name, the password or the token was refused. Check them, and the base URL, against what the operator made.';

/** One answer for all who are refused alike: why stands in the request log (RFC 6750 §3, RFC 7617 §2). */
export function refusalAnswer({ status, retryAfter, challenge }: Refusal): ScimResponse {
  const takesPasswords = status === 401 && challenge.includes('Basic');
  const error = new ScimError(
    status,
    takesPasswords ? refusedPassword : details[status],
    retryAfter === undefined ? {} : { retryAfter },
  );
  return errorResponse(error, status === 401 ? { 'WWW-Authenticate': challenge } : {});
}
