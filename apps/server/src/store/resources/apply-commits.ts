import type { Commit, CommitOutcome, ResourceRecord } from '@linkspan/core';
import { groupBy } from '../group-by.js';
import type { CommitContext, Work } from './commit-context.js';
import { createResources } from './create-resources.js';
import { findResources } from './find-resource.js';
import { splitCommits } from './split-commits.js';
import { trashResource } from './trash-resource.js';
import { updateResources } from './update-resources.js';
import { writePasswords } from './write-passwords.js';

/**
 * Commits inside a transaction that they may share with others, one outcome for each in their order. Plain ones go together: a statement
 * costs much the same for one row and for fifty. What a commit refuses, it refuses before its first write, so that the others' writes
 * stand; only a rename to a taken userName, and a unique value that was taken in between, is refused by the database.
 *
 * @throws where the database refuses one of several: nothing stands then, and each has to be applied alone.
 */
export async function applyCommits(
  given: Omit<Work, 'isAlone'>,
  commits: readonly Commit[],
): Promise<readonly CommitOutcome[]> {
  const work: Work = { ...given, isAlone: commits.length === 1 };
  const outcomes: CommitOutcome[] = [];
  for (const together of splitCommits(commits)) outcomes.push(...(await applyTogether(work, together)));
  return outcomes;
}

async function applyTogether(work: Work, commits: readonly Commit[]): Promise<readonly CommitOutcome[]> {
  const contexts = commits.map((commit): CommitContext => ({ ...work, commit }));
  const created = contexts.filter(({ commit }) => isCreate(commit));
  const others = contexts.filter(({ commit }) => !isCreate(commit));
  const outcomes = new Map(await createResources(work, created));
  const standing = new Map<Commit, ResourceRecord>();
  for (const [{ commit }, before] of await findStanding(work, others)) {
    if (before === undefined) outcomes.set(commit, { kind: 'absent' });
    else if (!isExpected(commit, before)) {
      outcomes.set(commit, { kind: 'version-conflict', version: before.version });
    } else standing.set(commit, before);
  }
  const changes = others.flatMap((context) => {
    const before = standing.get(context.commit);
    return before === undefined ? [] : [{ context, before }];
  });
  for (const { context, before } of changes.filter(({ context }) => context.commit.resource === 'trash')) {
    outcomes.set(context.commit, await trashResource(context, before));
  }
  const updates = changes.filter(({ context }) => context.commit.resource !== 'trash');
  for (const [commit, outcome] of await updateResources(work, updates)) outcomes.set(commit, outcome);
  await writePasswords(
    work,
    commits.filter((commit) => outcomes.get(commit)?.kind === 'committed'),
  );
  return commits.map((commit) => {
    const outcome = outcomes.get(commit);
    if (outcome === undefined) throw new Error('a commit came to no outcome');
    return outcome;
  });
}

function isExpected({ expectVersion, expectOwner }: Commit, { version, owner }: ResourceRecord): boolean {
  if (expectVersion !== 'any') return version === expectVersion;
  return expectOwner === undefined || owner === expectOwner;
}

function isCreate({ expectVersion, resource }: Commit): boolean {
  return expectVersion === 0 && typeof resource === 'object';
}

/** One statement for each client and type. Their rows stay as they are until the transaction ends. */
async function findStanding(
  { session, dialect }: Work,
  contexts: readonly CommitContext[],
): Promise<readonly (readonly [CommitContext, ResourceRecord | undefined])[]> {
  const families = groupBy(contexts, ({ commit: { scope, type } }) =>
    JSON.stringify([scope.directory, scope.client, type]),
  );
  const found: (readonly [CommitContext, ResourceRecord | undefined])[] = [];
  for (const family of families.values()) {
    const { scope, type } = family[0].commit;
    const ids = family.map(({ commit }) => commit.id);
    const records = await findResources(session, dialect, scope, type, ids, { lock: dialect.forUpdate });
    for (const context of family) found.push([context, records.get(context.commit.id)]);
  }
  return found;
}
