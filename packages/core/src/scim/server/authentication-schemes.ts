import type { JsonObject } from '../json.js';

/** A way in, by its name in RFC 7643 §5. */
export type AuthenticationScheme = 'oauthbearertoken' | 'oauth2' | 'httpbasic';

const described: Readonly<Record<AuthenticationScheme, JsonObject>> = {
  oauthbearertoken: {
    name: 'Bearer token',
    description: 'A token that the operator of this server accepts, sent as "Authorization: Bearer <token>".',
    specUri: 'https://www.rfc-editor.org/info/rfc6750',
  },
  oauth2: {
    name: 'OAuth 2.0 client credentials',
    description: 'A short-lived bearer token, had for a client id and its secret at the token endpoint.',
    specUri: 'https://www.rfc-editor.org/info/rfc6749',
  },
  httpbasic: {
    name: 'HTTP Basic',
    description: 'A user name and a password that the operator of this server made.',
    specUri: 'https://www.rfc-editor.org/info/rfc7617',
  },
};

/** As ServiceProviderConfig lists them: the first is the primary one. */
export function authenticationSchemes(schemes: readonly AuthenticationScheme[] = ['oauthbearertoken']): JsonObject[] {
  return schemes.map((type, index) => ({ type, ...described[type], primary: index === 0 }));
}
