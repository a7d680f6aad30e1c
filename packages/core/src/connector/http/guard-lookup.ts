import type { LookupFunction } from 'node:net';
import { isForbiddenAddress, isForbiddenHost } from './forbidden-address.js';

/** The address is one that nothing may connect to; a retry cannot help. */
export class ForbiddenAddressError extends Error {
  readonly code = 'LINKSPAN_FORBIDDEN_ADDRESS';
}

/**
 * Resolves a name and drops forbidden addresses from the answer. Used by the socket itself, so that a name cannot point elsewhere
 * between the check and the connection (DNS rebinding).
 */
export function guardLookup(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const addresses = Array.isArray(found) ? found : [];
      const allowed = addresses.filter(({ address }) => !isForbiddenAddress(address));
      const [first] = allowed;
      if (error !== null) callback(error, []);
      else if (first === undefined || isForbiddenHost(hostname)) callback(new ForbiddenAddressError(), []);
      else if (options.all === true) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}
