import type { JsonObject } from '../../scim/json.js';
import type { Commit, CommitOutcome } from '../resource-store.js';
import type { DirectoryState, StoredResource } from './directory-state.js';
import { listUniqueKeys } from './unique-keys.js';

/** Why a commit is refused, or the resource as it was before (undefined: it is new). Writes nothing. */
export function judgeCommit(
  directory: DirectoryState,
  commit: Commit,
): { readonly refusal: CommitOutcome } | { readonly before: StoredResource | undefined } {
  const found = directory.resources.get(commit.id);
  const before = found?.record.type === commit.type ? found : undefined;
  const version = before?.record.version ?? 0;
  if (version === 0 && (commit.expectVersion !== 0 || !isAttributes(commit.resource))) {
    return { refusal: { kind: 'absent' } };
  }
  if (!isExpected(commit, before)) return { refusal: { kind: 'version-conflict', version } };

  const values = findUnknownMembers(directory, commit);
  if (values.length > 0) return { refusal: { kind: 'unknown-members', values } };

  const attribute = findTakenAttribute(directory, commit);
  return attribute === undefined ? { before } : { refusal: { kind: 'uniqueness', attribute } };
}

function isExpected({ expectVersion, expectOwner }: Commit, before: StoredResource | undefined): boolean {
  if (expectVersion !== 'any') return (before?.record.version ?? 0) === expectVersion;
  return before !== undefined && (expectOwner === undefined || before.record.owner === expectOwner);
}

export function isAttributes(resource: Commit['resource']): resource is JsonObject {
  return resource !== undefined && resource !== 'trash';
}

function findUnknownMembers(directory: DirectoryState, { members }: Commit): readonly string[] {
  if (members === undefined) return [];
  const named = 'replace' in members ? members.replace : members.add;
  return [...new Set(named)].filter((value) => !canBeMember(directory.resources.get(value)?.record.type));
}

function canBeMember(type: string | undefined): boolean {
  return type === 'User' || type === 'Group';
}

function findTakenAttribute(directory: DirectoryState, commit: Commit): string | undefined {
  if (!isAttributes(commit.resource)) return undefined;
  return listUniqueKeys(commit.type, commit.resource, commit.unique).find(({ key }) => {
    const holder = directory.uniqueKeys.get(key);
    return holder !== undefined && holder !== commit.id;
  })?.attribute;
}
