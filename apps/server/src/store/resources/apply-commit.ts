import type { CommitOutcome } from '@linkspan/core';
import type { CommitContext } from './commit-context.js';
import { createResource } from './create-resource.js';
import { findResource } from './find-resource.js';
import { trashResource } from './trash-resource.js';
import { updateResource } from './update-resource.js';

/**
 * One commit inside a transaction that it may share with others. What it refuses, it refuses before its first write, so that the
 * others' writes stand; only a rename to a taken userName is refused by the database, in its first write.
 */
export async function applyCommit(context: CommitContext): Promise<CommitOutcome> {
  const { session, commit } = context;
  const { resource, expectVersion } = commit;
  if (expectVersion === 0 && resource !== undefined && resource !== 'trash') return createResource(context, resource);
  const before = await findResource(session, commit.scope, commit.type, commit.id);
  if (before === undefined) return { kind: 'absent' };
  if (before.version !== expectVersion) return { kind: 'version-conflict', version: before.version };
  return resource === 'trash' ? trashResource(context, before) : updateResource(context, before);
}
