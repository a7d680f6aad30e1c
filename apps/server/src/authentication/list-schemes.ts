import type { AuthenticationScheme } from '@linkspan/core';
import type { Client } from '../connectors/client.js';

/** What ServiceProviderConfig says of how this client proves who it is. Tokens can be made for every client. */
export function listSchemes({ passwords = [], oauth }: Client): readonly AuthenticationScheme[] {
  return [
    'oauthbearertoken',
    ...(oauth ? (['oauth2'] as const) : []),
    ...(passwords.length > 0 ? (['httpbasic'] as const) : []),
  ];
}
