import { mostGroups, mostLevels } from '../group-limits.js';
import type { EffectiveGroup, GroupRef, Member, ResourceRecord } from '../resource.js';
import type { Commit, CommitOutcome, MembersQuery, ResourceStore } from '../resource-store.js';
import { applyCommit } from './apply-commit.js';
import { countOwned } from './count-owned.js';
import type { DirectoryState, StoredResource } from './directory-state.js';
import { handOver } from './hand-over.js';
import { judgeCommit } from './judge-commit.js';
import { listTrash } from './list-trash.js';
import { findGroupsOf } from './membership.js';
import { type MemoryState, openDirectory } from './memory-state.js';
import { queryResources } from './query-resources.js';
import { restoreResource } from './restore-resource.js';
import { toRecord } from './to-record.js';

export function createMemoryResourceStore(state: MemoryState): ResourceStore {
  return {
    async find({ directory, client }, type, id): Promise<ResourceRecord | undefined> {
      const stored = openDirectory(state, directory).resources.get(id);
      return stored?.record.type === type ? toRecord(stored, client) : undefined;
    },
    async query({ directory, client }, query) {
      return queryResources(openDirectory(state, directory), client, query);
    },
    async listMembers({ directory }, query) {
      return listMembers(openDirectory(state, directory), query);
    },
    async listGroups({ directory }, users) {
      const opened = openDirectory(state, directory);
      const groups = users.map((user) => [user, listGroupsOf(opened, user)] as const);
      return new Map(groups.filter(([, refs]) => refs.length > 0));
    },
    async listEffectiveGroups({ directory }, users) {
      const opened = openDirectory(state, directory);
      const groups = users.map((user) => [user, listEffectiveGroupsOf(opened, user)] as const);
      return new Map(groups.filter(([, refs]) => refs.length > 0));
    },
    async commit(commit) {
      return runCommit(state, commit);
    },
    async listTrash({ directory, client }, query) {
      return listTrash(openDirectory(state, directory), client, query);
    },
    async restore(restore) {
      return restoreResource(state, restore);
    },
    async handOver(asked) {
      return handOver(state, asked);
    },
    async countOwned(directory) {
      return countOwned([...openDirectory(state, directory).resources.values()]);
    },
  };
}

function runCommit(state: MemoryState, commit: Commit): CommitOutcome {
  const directory = openDirectory(state, commit.scope.directory);
  const judgement = judgeCommit(directory, commit);
  if ('refusal' in judgement) return judgement.refusal;
  const { stored, changed } = applyCommit(state, directory, commit, judgement.before);
  return { kind: 'committed', record: toRecord(stored, commit.scope.client), changed };
}

function listMembers(directory: DirectoryState, { group, after = '', limit }: MembersQuery): readonly Member[] {
  if (directory.trash.get(group)?.membersSeen) return [];
  const values = [...(directory.members.get(group) ?? [])].filter((value) => value > after).sort();
  return values.slice(0, limit).flatMap((value) => {
    const stored = directory.resources.get(value);
    return stored ? [describeMember(stored)] : [];
  });
}

function describeMember({ record: { id, type, attributes } }: StoredResource): Member {
  const display = attributes.displayName ?? attributes.userName;
  return { value: id, type, ...(typeof display === 'string' && { display }) };
}

function listGroupsOf(directory: DirectoryState, user: string): readonly GroupRef[] {
  return findGroupsOf(directory, user).map((value) => {
    const display = directory.resources.get(value)?.record.attributes.displayName;
    return { value, display: typeof display === 'string' ? display : '' };
  });
}

function listEffectiveGroupsOf(directory: DirectoryState, user: string): readonly EffectiveGroup[] {
  const direct = listGroupsOf(directory, user);
  const found = new Map<string, EffectiveGroup>(direct.map((group) => [group.value, { ...group, type: 'direct' }]));
  let level: readonly GroupRef[] = direct;
  for (let levels = 1; levels < mostLevels && level.length > 0; levels += 1) {
    const above = level.flatMap(({ value }) => listGroupsOf(directory, value));
    level = above.filter(({ value }) => !found.has(value));
    for (const group of level) found.set(group.value, { ...group, type: 'indirect' });
  }
  const indirect = [...found.values()].slice(direct.length).sort((a, b) => (a.value < b.value ? -1 : 1));
  return [...[...found.values()].slice(0, direct.length), ...indirect].slice(0, mostGroups);
}
