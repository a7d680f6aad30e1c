import type { ResourceRecord } from '../resource.js';
import type { StoredResource } from './directory-state.js';

/** As one client sees it: with its own externalId and nobody else's. */
export function toRecord({ record, externalIds }: StoredResource, client: string): ResourceRecord {
  const externalId = externalIds.get(client);
  return externalId === undefined ? record : { ...record, externalId };
}
