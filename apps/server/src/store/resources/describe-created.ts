import { type JsonObject, type ResourceRecord, withAttributesText } from '@linkspan/core';
import type { CommitContext } from './commit-context.js';
import { createResourceKeys, type ResourceKeys } from './resource-keys.js';

/** What a create comes to. */
export interface Created {
  readonly record: ResourceRecord;
  readonly attributes: JsonObject;
  /** The attributes as they are kept. */
  readonly text: string;
  readonly keys: ResourceKeys;
}

export function describeCreated({ commit, now }: Pick<CommitContext, 'commit' | 'now'>): Created {
  const { scope, type, id, resource, externalId, overruled } = commit;
  const attributes = typeof resource === 'object' ? resource : {};
  const at = new Date(now).toISOString();
  const record: ResourceRecord = {
    directory: scope.directory,
    type,
    id,
    owner: scope.client,
    version: 1,
    created: at,
    lastModified: at,
    ...(attributes['active'] === false && { inactiveSince: at }),
    attributes,
    ...(overruled && { overruled }),
    ...(typeof externalId === 'string' && { externalId }),
  };
  const text = JSON.stringify(attributes);
  return { record: withAttributesText(record, text), attributes, text, keys: createResourceKeys(type, attributes) };
}
