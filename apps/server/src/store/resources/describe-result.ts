import { isDeepStrictEqual } from 'node:util';
import { type ResourceRecord, withAttributesText } from '@linkspan/core';
import type { CommitContext } from './commit-context.js';

/** What a change comes to. `text`: the attributes as they are to be kept; absent where they stay. */
export function describeResult(
  { commit, now }: Pick<CommitContext, 'commit' | 'now'>,
  before: ResourceRecord,
): { readonly after: ResourceRecord; readonly text?: string } {
  const { externalId: formerId, inactiveSince, overruled: formerly, groups: _, ...kept } = before;
  const attributes = typeof commit.resource === 'object' ? commit.resource : before.attributes;
  const externalId = commit.externalId === undefined ? formerId : (commit.externalId ?? undefined);
  const overruled = commit.overruled === undefined ? formerly : commit.overruled;
  const at = new Date(now).toISOString();
  const after: ResourceRecord = {
    ...kept,
    version: before.version + 1,
    lastModified: at,
    ...(attributes['active'] === false && { inactiveSince: inactiveSince ?? at }),
    attributes,
    ...(overruled && { overruled }),
    ...(externalId !== undefined && { externalId }),
  };
  if (isDeepStrictEqual(before.attributes, attributes)) return { after };
  const text = JSON.stringify(attributes);
  return { after: withAttributesText(after, text), text };
}
