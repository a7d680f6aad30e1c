import type { ResourceStore, ResourceType, ScimServer } from '@linkspan/core';
import type { InstallationKey } from '../installation/installation-key.js';
import { createKeyStore, type KeyStore } from '../keys/create-key-store.js';
import { createSetSigner } from '../keys/create-set-signer.js';
import { findSigningKey } from '../keys/find-signing-key.js';
import { createEventStore, type Database, type EventStore } from '../store/index.js';
import { type CommitHints, createCommitHints } from './create-commit-hints.js';
import { createPresentReader } from './create-present-reader.js';
import { createSetMaker, type MakeSet } from './create-set-maker.js';
import type { EventReceiver } from './event-receiver.js';
import { fingerprintOf } from './fingerprint-of.js';

/** What security events are made of, whoever is told. */
export interface EventParts {
  readonly store: EventStore;
  readonly keys: KeyStore;
  readonly makeSet: MakeSet;
  readonly hints: CommitHints;
  fingerprintOf(receiver: EventReceiver): string;
  /** There is a key from then on, so that receivers find it before they need it. */
  prepareKey(): Promise<void>;
}

export interface EventPartsOptions {
  readonly database: Database;
  readonly key: InstallationKey;
  publicUrl(): string;
  typesOf(directory: string): readonly ResourceType[];
  /** Asked for when a resource is first read: it tells of the events that there are, so it comes after them. */
  scim(): Pick<ScimServer, 'handle'>;
  readonly resources: Pick<ResourceStore, 'listMembers'>;
}

export function createEventParts(options: EventPartsOptions): EventParts {
  const { database, key, publicUrl, typesOf, scim, resources } = options;
  const keys = createKeyStore(database);
  return {
    store: createEventStore(database),
    keys,
    makeSet: createSetMaker({
      publicUrl,
      typesOf,
      readPresent: createPresentReader({ scim: { handle: (...call) => scim().handle(...call) }, resources }),
      sign: createSetSigner(keys, key),
    }),
    hints: createCommitHints(),
    fingerprintOf: (receiver) => fingerprintOf(key, receiver),
    async prepareKey() {
      await findSigningKey(keys, key, Date.now);
    },
  };
}
