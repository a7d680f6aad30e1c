import type { ResourceStore } from '@linkspan/core';
import type { Database } from '../database.js';
import { applyCommit } from './apply-commit.js';
import { createRangeSplitter } from './create-range-splitter.js';
import { findResource } from './find-resource.js';
import { listEffectiveGroups } from './list-effective-groups.js';
import { listGroups } from './list-groups.js';
import { listMembers } from './list-members.js';
import { listTrash } from './list-trash.js';
import { queryResources } from './query-resources.js';
import { restoreResource } from './restore-resource.js';

export function createResourceStore(
  database: Database,
  { now, rangeSize = 1_000 }: { now(): number; readonly rangeSize?: number },
): ResourceStore {
  const { read, write, dialect } = database;
  const splitter = createRangeSplitter(database, rangeSize);
  return {
    find: (scope, type, id) => findResource(read, scope, type, id),
    query: (scope, query) =>
      queryResources(database, scope, query, (range) => splitter.passing(scope.directory, query.type, range)),
    listMembers: (scope, query) => listMembers(read, scope, query),
    listGroups: (scope, users) => listGroups(read, dialect, scope, users),
    listEffectiveGroups: (scope, users) => listEffectiveGroups(read, dialect, scope, users),
    commit: (commit) => write((session) => applyCommit({ session, dialect, commit, now: now() })),
    listTrash: (scope, query) => listTrash(read, scope, query),
    restore: (restore) => write((session) => restoreResource(session, dialect, restore, now())),
  };
}
