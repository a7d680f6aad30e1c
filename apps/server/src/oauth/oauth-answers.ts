import type { ScimResponse } from '@linkspan/core';
import type { OauthError } from './oauth-error.js';

/** RFC 6749 §5.1: nobody on the way may keep a token. */
const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', Pragma: 'no-cache' };

export interface GrantedToken {
  readonly text: string;
  readonly scopes: readonly string[];
  /** Milliseconds. */
  readonly lifetime: number;
}

/** RFC 6749 §5.1. */
export function grantAnswer({ text, scopes, lifetime }: GrantedToken): ScimResponse {
  const body = {
    access_token: text,
    token_type: 'Bearer',
    expires_in: Math.floor(lifetime / 1_000),
    scope: scopes.join(' '),
  };
  return { status: 200, headers, body: JSON.stringify(body) };
}

/** RFC 6749 §5.2. */
export function oauthErrorAnswer({ code, message, status, retryAfter }: OauthError): ScimResponse {
  return {
    status,
    headers: {
      ...headers,
      ...(status === 401 && { 'WWW-Authenticate': 'Basic realm="OAuth"' }),
      ...(status === 405 && { Allow: 'POST' }),
      ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
    },
    body: JSON.stringify({ error: code, error_description: message }),
  };
}
