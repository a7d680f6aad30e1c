import type { AuthenticationScheme } from '@linkspan/core';
import type { Client } from '../connectors/client.js';

const bearer: readonly AuthenticationScheme[] = ['oauthbearertoken'];

/** What ServiceProviderConfig says of how this client proves who it is. Tokens can be made for every client. */
export function listSchemes({ passwords, oauth }: Client): readonly AuthenticationScheme[] {
  if (!passwords && !oauth) return bearer;
  return [...bearer, ...(oauth ? (['oauth2'] as const) : []), ...(passwords ? (['httpbasic'] as const) : [])];
}
