import type { ResourceStore } from '@linkspan/core';
import type { Database } from '../database.js';
import { countOwned } from './count-owned.js';
import { createCommitQueue } from './create-commit-queue.js';
import { createFinder } from './create-finder.js';
import { createRangeSplitter } from './create-range-splitter.js';
import { createRecentRecords } from './create-recent-records.js';
import { handOver } from './hand-over.js';
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
  const recent = createRecentRecords();
  const commits = createCommitQueue(database, recent, now);
  const finder = createFinder(database);
  const splitter = createRangeSplitter(database, rangeSize);
  return {
    async find(scope, type, id, also) {
      const record = await finder.find(scope, type, id, also);
      if (record) recent.note(scope, record);
      return record;
    },
    query: (scope, query) =>
      queryResources(database, scope, query, (range) => splitter.passing(scope.directory, query.type, range)),
    listMembers: (scope, query) => listMembers(read, scope, query),
    listGroups: (scope, users) => listGroups(read, dialect, scope, users),
    listEffectiveGroups: finder.listEffectiveGroups,
    commit: commits,
    listTrash: (scope, query) => listTrash(read, scope, query),
    restore: (restore) => write((session) => restoreResource(session, dialect, restore, now())),
    handOver: (asked) => write((session) => handOver(session, dialect, asked, now())),
    countOwned: (directory) => countOwned(read, directory),
  };
}
