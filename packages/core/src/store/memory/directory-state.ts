import type { ResourceRecord, UniqueValue } from '../resource.js';

/** A resource with every client's externalId. */
export interface StoredResource {
  readonly record: Omit<ResourceRecord, 'externalId'>;
  readonly externalIds: ReadonlyMap<string, string>;
  /** By declared schemas, as the last commit said. */
  readonly unique?: readonly UniqueValue[];
}

/** In the trash, with what a restore needs. */
export interface TrashedRow extends StoredResource {
  readonly seq: number;
  readonly deletedAt: string;
  readonly deletedBy: string;
  /** The groups that it was in. */
  readonly memberOf: readonly string[];
  /** Its `members` mark was expanded: its members are listed no more. */
  readonly membersSeen: boolean;
}

/** One directory's rows. */
export interface DirectoryState {
  /** By id. */
  readonly resources: Map<string, StoredResource>;
  /** By id, in the order of deletion. */
  readonly trash: Map<string, TrashedRow>;
  /** Group → members, of trashed groups too. */
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
