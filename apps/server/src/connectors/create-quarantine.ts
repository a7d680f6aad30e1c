import type { ResourceRecord } from '@linkspan/core';
import type { Client } from './client.js';

/** Asks the connector of the client that brought a resource whether it may go further. */
export function createQuarantine(clients: readonly Client[]): (resource: ResourceRecord) => string | undefined {
  const modules = new Map(clients.map(({ name, module }) => [name, module]));
  return (resource) => modules.get(resource.owner)?.quarantine?.(resource);
}
