import type { Commit, CommitOutcome, ResourceRecord } from '@linkspan/core';
import type { Database } from '../database.js';
import { groupBy } from '../group-by.js';
import type { PlainCommit } from '../plain-commit.js';
import { writeOrigin } from '../write-origin.js';
import type { RecentRecords } from './create-recent-records.js';
import { describeCreated } from './describe-created.js';
import { describeResult } from './describe-result.js';
import { findResources } from './find-resource.js';
import { createResourceKeys, hasSameRows, type ResourceKeys } from './resource-keys.js';
import { createSearchDocument } from './search-document.js';

/** Writes those of the commits that it can, and resolves with their outcomes; the others have to go their own way. */
export type PlainWriter = (commits: readonly Commit[]) => Promise<ReadonlyMap<Commit, CommitOutcome>>;

interface Planned {
  readonly commit: Commit;
  readonly record: ResourceRecord;
  readonly row: PlainCommit;
}

const none: ReadonlyMap<Commit, CommitOutcome> = new Map();

/**
 * Most commits reach no further than their resource's own rows, and nobody stands in their way: then a database that can writes all of
 * them by one statement, where a transaction takes ten, each of which comes back through a busy event loop. What stands was read beforehand,
 * and is guarded by its version. Where anything is otherwise nothing is written, and nothing decided.
 */
export function createPlainWriter(
  { knex, read, write, gathered, dialect }: Database,
  recent: RecentRecords,
  now: () => number,
): PlainWriter {
  const { plainCommits } = dialect;
  if (plainCommits === undefined) return () => Promise.resolve(none);
  let prepared: Promise<unknown> | undefined;

  const prepare = async () => {
    // It has the one connection that writes to itself.
    await knex.raw(plainCommits.configure.text);
    await write(async (session) => {
      for (const statement of plainCommits.prepare) await session.all(statement);
    });
  };

  return async (commits) => {
    const plain = commits.filter(isPlain);
    const ids = new Set(plain.map(({ scope, type, id }) => JSON.stringify([scope.directory, type, id])));
    // Of the same resource one comes before the other.
    try {
      prepared ??= prepare();
      await prepared;
      if (plain.length === 0 || ids.size < plain.length) return none;
      const at = now();
      const standing = await findStanding(plain);
      const planned = plain.flatMap((commit) => plan(commit, standing.get(commit), at));
      if (planned.length === 0) return none;
      await gathered.all(plainCommits.write(planned.map(({ row }) => row)));
      return new Map(planned.map(({ commit, record }) => [commit, { kind: 'committed', changed: true, record }]));
    } catch (error) {
      // A connection made anew has to be prepared anew.
      if (!plainCommits.isRefusal(error)) prepared = undefined;
      return none;
    }
  };

  /** Those that are expected to stand; what was not read just now in one statement for each client and type. */
  async function findStanding(commits: readonly Commit[]): Promise<ReadonlyMap<Commit, ResourceRecord>> {
    const standing = new Map<Commit, ResourceRecord>();
    const unread: Commit[] = [];
    for (const commit of commits.filter(({ expectVersion }) => expectVersion !== 0)) {
      const record = recent.take(commit.scope, commit.type, commit.id);
      if (record?.version === commit.expectVersion) standing.set(commit, record);
      else unread.push(commit);
    }
    const families = groupBy(unread, ({ scope, type }) => JSON.stringify([scope.directory, scope.client, type]));
    for (const family of families.values()) {
      const { scope, type } = family[0];
      const ids = family.map(({ id }) => id);
      const records = await findResources(read, dialect, scope, type, ids);
      for (const commit of family) {
        const record = records.get(commit.id);
        if (record) standing.set(commit, record);
      }
    }
    return standing;
  }
}

/** Nothing for what is to be refused, or changes no attributes. */
function plan(commit: Commit, before: ResourceRecord | undefined, now: number): readonly Planned[] {
  if (typeof commit.resource !== 'object' || !isToldOfItself(commit)) return [];
  if (commit.expectVersion === 0) {
    const { record, text, keys } = describeCreated({ commit, now });
    const externalId = typeof commit.externalId === 'string' ? commit.externalId : null;
    const row = describeRow(commit, record, text, keys, now);
    return [{ commit, record, row: { ...row, indexed: keys.values, external_id: externalId } }];
  }
  if (before === undefined || before.version !== commit.expectVersion) return [];
  const { after, text } = describeResult({ commit, now }, before);
  if (text === undefined) return [];
  const keys = createResourceKeys(commit.type, after.attributes);
  const isMoved = after.externalId !== before.externalId;
  const row: PlainCommit = {
    ...describeRow(commit, after, text, keys, now),
    former_at: Date.parse(before.lastModified),
    former_overruled: before.overruled ? JSON.stringify(before.overruled) : null,
    indexed: hasSameRows(commit.type, before.attributes, after.attributes) ? null : keys.values,
    external_id: isMoved ? (after.externalId ?? null) : null,
    loses_external_id: isMoved && after.externalId === undefined,
  };
  return [{ commit, record: after, row }];
}

/** All that it says is something that is written here: whatever else a commit may say goes its own way. */
function isPlain({
  scope,
  type,
  id,
  expectVersion,
  resource,
  externalId,
  overruled,
  marks,
  trace,
  journal,
  ...rest
}: Commit) {
  return resource !== 'trash' && Object.values(rest).every((value) => value === undefined);
}

function isToldOfItself({ scope, type, id, journal }: Commit): boolean {
  return journal.directory === scope.directory && journal.resourceType === type && journal.resourceId === id;
}

function describeRow(
  commit: Commit,
  { directory, type, id, version, inactiveSince, attributes, overruled }: ResourceRecord,
  text: string,
  { values: _, ...keys }: ResourceKeys,
  now: number,
): PlainCommit {
  const { actor, action, application = null, changes, reason = null, requestId = null, run = null } = commit.journal;
  return {
    directory,
    type,
    id,
    client: commit.scope.client,
    version,
    at: now,
    inactive_since: inactiveSince === undefined ? null : Date.parse(inactiveSince),
    ...keys,
    attributes: text,
    search: createSearchDocument(attributes),
    overruled: overruled ? JSON.stringify(overruled) : null,
    former_at: null,
    former_overruled: null,
    indexed: null,
    external_id: null,
    loses_external_id: false,
    marks: commit.marks,
    origin: writeOrigin(commit),
    actor,
    action,
    application,
    changes: changes === undefined ? null : JSON.stringify(changes),
    reason,
    request_id: requestId,
    run,
  };
}
