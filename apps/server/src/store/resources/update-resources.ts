import { isDeepStrictEqual } from 'node:util';
import type { Commit, CommitOutcome, ResourceRecord } from '@linkspan/core';
import { sql } from '../sql.js';
import { changeMembers } from './change-members.js';
import type { CommitContext, Work } from './commit-context.js';
import { describeResult } from './describe-result.js';
import { findTakenValue } from './find-taken-value.js';
import { type MemberRow, planMembers } from './plan-members.js';
import { type Rewrite, rewriteResources } from './rewrite-resources.js';
import { writeExternalIds } from './write-external-ids.js';
import { writeHistory } from './write-history.js';
import { writeUniqueValues } from './write-unique-values.js';

interface Update {
  readonly context: CommitContext;
  readonly before: ResourceRecord;
  readonly after: ResourceRecord;
  readonly isRewritten: boolean;
  readonly members: readonly MemberRow[];
}

/** Resources that stand at the version expected; the outcome of each commit. */
export async function updateResources(
  work: Work,
  wanted: readonly { readonly context: CommitContext; readonly before: ResourceRecord }[],
): Promise<ReadonlyMap<Commit, CommitOutcome>> {
  const outcomes = new Map<Commit, CommitOutcome>();
  const planned = [];
  for (const { context, before } of wanted) {
    const plan = await planMembers(context);
    const result = describeResult(context, before);
    const held = result.text === undefined ? undefined : await findTakenValue(context, context.commit.unique);
    if (plan.unknown.length > 0) outcomes.set(context.commit, { kind: 'unknown-members', values: plan.unknown });
    else if (held !== undefined) outcomes.set(context.commit, { kind: 'uniqueness', attribute: held.attribute });
    else planned.push({ context, before, plan, ...result });
  }
  const rewrites = planned.flatMap(({ context, before, after, text }): readonly Rewrite[] =>
    text === undefined ? [] : [{ commit: context.commit, before, after, text }],
  );
  // Alone, as `applyCommits` says.
  if (!(await rewriteResources(work, rewrites))) return new Map(rewrites.map(({ commit }) => [commit, taken]));

  for (const { context, text } of planned) {
    const attribute = text === undefined ? undefined : await writeUniqueValues(context, context.commit.unique);
    if (attribute !== undefined) return new Map([[context.commit, { kind: 'uniqueness', attribute }]]);
  }

  const updates: Update[] = [];
  for (const { context, before, after, text, plan } of planned) {
    const members = await changeMembers(context, plan);
    if (!isDeepStrictEqual(before.overruled, after.overruled)) await writeOverruled(context, after);
    updates.push({ context, before, after, isRewritten: text !== undefined, members });
  }
  const changed = updates.filter(isChanged);
  for (const { context, isRewritten } of changed) if (!isRewritten) await moveVersion(context);
  await writeExternalIds(
    work,
    changed.flatMap(({ context, before, after }) => (before.externalId === after.externalId ? [] : context.commit)),
  );
  await writeHistory(
    work,
    updates.filter((update) => isChanged(update) || hasPassword(update)).map(({ context }) => context.commit),
    new Map(changed.map(({ context, members }) => [context.commit, members])),
  );
  for (const update of updates) {
    const { context, before, after } = update;
    const outcome: CommitOutcome = isChanged(update)
      ? { kind: 'committed', record: after, changed: true }
      : { kind: 'committed', record: withOverruled(before, after.overruled), changed: hasPassword(update) };
    outcomes.set(context.commit, outcome);
  }
  return outcomes;
}

const taken: CommitOutcome = { kind: 'uniqueness', attribute: 'userName' };

function isChanged({ before, after, isRewritten, members }: Update): boolean {
  return isRewritten || before.externalId !== after.externalId || members.length > 0;
}

/** Nothing that a GET shows: it moves no version. */
function hasPassword({ context }: Update): boolean {
  return context.commit.password !== undefined;
}

function withOverruled(
  { overruled: _, ...record }: ResourceRecord,
  overruled: ResourceRecord['overruled'],
): ResourceRecord {
  return { ...record, ...(overruled && { overruled }) };
}

/** Where only members or the externalId change. */
async function moveVersion({ session, commit: { scope, type, id }, now }: CommitContext): Promise<void> {
  await session.all(sql`
    update resources set version = version + 1, last_modified = ${now}
    where directory = ${scope.directory} and type = ${type} and id = ${id}`);
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
