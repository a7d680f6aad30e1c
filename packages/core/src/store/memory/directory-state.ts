import type { ResourceRecord } from '../resource.js';

/** A resource with every client's externalId. */
export interface StoredResource {
  readonly record: Omit<ResourceRecord, 'externalId'>;
  readonly externalIds: ReadonlyMap<string, string>;
}

/** One directory's rows. */
export interface DirectoryState {
  /** By id. */
  readonly resources: Map<string, StoredResource>;
  /** By id, in the order of deletion. */
  readonly trash: Map<string, StoredResource>;
  /** Group → members, of trashed groups too until their mark is expanded. */
  readonly members: Map<string, Set<string>>;
  /** Member → the groups whose rows name it. */
  readonly memberships: Map<string, Set<string>>;
  /** Unique key → the id that holds it. */
  readonly uniqueKeys: Map<string, string>;
}

export function createDirectoryState(): DirectoryState {
  return {
    resources: new Map(),
    trash: new Map(),
    members: new Map(),
    memberships: new Map(),
    uniqueKeys: new Map(),
  };
}
