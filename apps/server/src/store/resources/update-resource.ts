import { isDeepStrictEqual } from 'node:util';
import type { CommitOutcome, ResourceRecord } from '@linkspan/core';
import { sql } from '../sql.js';
import { changeMembers } from './change-members.js';
import type { CommitContext } from './commit-context.js';
import { findTakenValue } from './find-taken-value.js';
import { insertValues } from './insert-values.js';
import { planMembers } from './plan-members.js';
import { createResourceKeys, type ResourceKeys } from './resource-keys.js';
import { createSearchDocument } from './search-document.js';
import { writeExternalId } from './write-external-id.js';
import { writeHistory } from './write-history.js';
import { writeUniqueValues } from './write-unique-values.js';

export async function updateResource(context: CommitContext, before: ResourceRecord): Promise<CommitOutcome> {
  const { commit } = context;
  const plan = await planMembers(context);
  if (plan.unknown.length > 0) return { kind: 'unknown-members', values: plan.unknown };
  const after = describeResult(context, before);
  const isRewritten = !isDeepStrictEqual(before.attributes, after.attributes);
  const taken = isRewritten ? await findTakenValue(context, commit.unique) : undefined;
  if (taken !== undefined) return { kind: 'uniqueness', attribute: taken.attribute };
  if (isRewritten && !(await rewriteResource(context, before, after))) {
    return { kind: 'uniqueness', attribute: 'userName' };
  }
  const violated = isRewritten ? await writeUniqueValues(context, commit.unique) : undefined;
  if (violated !== undefined) return { kind: 'uniqueness', attribute: violated };
  const members = await changeMembers(context, plan);
  const isRenamed = before.externalId !== after.externalId;
  if (!isDeepStrictEqual(before.overruled, after.overruled)) await writeOverruled(context, after);
  if (!isRewritten && !isRenamed && members.length === 0)
    return { kind: 'committed', record: withOverruled(before, after.overruled), changed: false };

  if (!isRewritten) await moveVersion(context, commit.expectVersion);
  if (isRenamed) await writeExternalId(context);
  await writeHistory(context, members);
  return { kind: 'committed', record: after, changed: true };
}

function describeResult({ commit, now }: CommitContext, before: ResourceRecord): ResourceRecord {
  const { externalId: formerId, inactiveSince, overruled: formerly, ...kept } = before;
  const attributes = typeof commit.resource === 'object' ? commit.resource : before.attributes;
  const externalId = commit.externalId === undefined ? formerId : (commit.externalId ?? undefined);
  const overruled = commit.overruled === undefined ? formerly : commit.overruled;
  const at = new Date(now).toISOString();
  return {
    ...kept,
    version: before.version + 1,
    lastModified: at,
    ...(attributes['active'] === false && { inactiveSince: inactiveSince ?? at }),
    attributes,
    ...(overruled && { overruled }),
    ...(externalId !== undefined && { externalId }),
  };
}

function withOverruled(
  { overruled: _, ...record }: ResourceRecord,
  overruled: ResourceRecord['overruled'],
): ResourceRecord {
  return { ...record, ...(overruled && { overruled }) };
}

async function rewriteResource(
  context: CommitContext,
  before: ResourceRecord,
  after: ResourceRecord,
): Promise<boolean> {
  const { session, commit } = context;
  const { scope, type, id } = commit;
  const keys = createResourceKeys(type, after.attributes);
  if (!(await updateRow(context, after, keys))) return false;
  if (!isDeepStrictEqual(keys.values, createResourceKeys(type, before.attributes).values)) {
    await session.all(
      sql`delete from resource_values where directory = ${scope.directory} and type = ${type} and resource_id = ${id}`,
    );
    await insertValues(context, keys);
  }
  return true;
}

/**
 * False where another resource has the userName. On PostgreSQL the error has ended the transaction, which holds nothing else; the
 * COMMIT that follows is then a rollback.
 */
async function updateRow(context: CommitContext, after: ResourceRecord, keys: ResourceKeys): Promise<boolean> {
  const { session, dialect, commit, now } = context;
  const { scope, type, id, expectVersion } = commit;
  try {
    await session.all(sql`
      update resources set version = ${after.version}, last_modified = ${now}, inactive_since = ${toMilliseconds(after)},
        label = ${keys.label}, attributes = ${JSON.stringify(after.attributes)},
        search = ${dialect.document(createSearchDocument(after.attributes))}, user_name_key = ${keys.user_name_key},
        display_name_key = ${keys.display_name_key}, family_name_key = ${keys.family_name_key}, active = ${keys.active}
      where directory = ${scope.directory} and type = ${type} and id = ${id} and version = ${expectVersion}`);
    return true;
  } catch (error) {
    if (dialect.findViolatedIndex(error)?.includes('user_name_key')) return false;
    throw error;
  }
}

function toMilliseconds({ inactiveSince }: ResourceRecord): number | null {
  return inactiveSince === undefined ? null : Date.parse(inactiveSince);
}

async function moveVersion(
  { session, commit: { scope, type, id }, now }: CommitContext,
  version: number,
): Promise<void> {
  await session.all(sql`
    update resources set version = ${version + 1}, last_modified = ${now}
    where directory = ${scope.directory} and type = ${type} and id = ${id} and version = ${version}`);
}

/** Seen by no GET, so that it moves no version by itself. */
async function writeOverruled(
  { session, commit: { scope, type, id } }: CommitContext,
  { overruled }: ResourceRecord,
): Promise<void> {
  await session.all(sql`
    update resources set overruled = ${overruled ? JSON.stringify(overruled) : null}
    where directory = ${scope.directory} and type = ${type} and id = ${id}`);
}
