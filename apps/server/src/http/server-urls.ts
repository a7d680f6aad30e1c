import type { ServerSection } from '../config/configuration-schema.js';
import { type Address, formatAddress } from '../config/parse-address.js';

type Reach = Pick<ServerSection, 'publicUrl' | 'tls'> & { readonly listen: Address };

/** Where it listens, for callers on this machine. */
export function localUrlOf({ tls, listen }: Reach): string {
  return `${tls ? 'https' : 'http'}://${formatAddress(listen)}`;
}

/** What identity providers reach it by: as configured, else where it listens. */
export function publicUrlOf(server: Reach): string {
  return server.publicUrl ?? localUrlOf(server);
}

/** What is entered at the identity provider: without a slash at the end, which some of them double. */
export function scimBaseUrl(publicUrl: string, client: string): string {
  return `${publicUrl}/scim/${client}/v2`;
}
