import type { ResourceStore } from '@linkspan/core';
import type { Database } from '../database.js';
import { applyCommit } from './apply-commit.js';
import { findResource } from './find-resource.js';
import { listGroups } from './list-groups.js';
import { listMembers } from './list-members.js';
import { queryResources } from './query-resources.js';

export function createResourceStore({ read, write, dialect }: Database, now: () => number): ResourceStore {
  return {
    find: (scope, type, id) => findResource(read, scope, type, id),
    query: (scope, query) => queryResources(read, dialect, scope, query),
    listMembers: (scope, query) => listMembers(read, scope, query),
    listGroups: (scope, users) => listGroups(read, dialect, scope, users),
    commit: (commit) => write((session) => applyCommit({ session, dialect, commit, now: now() })),
  };
}
