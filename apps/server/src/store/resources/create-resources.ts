import type { Commit, CommitOutcome } from '@linkspan/core';
import { joinSql, sql } from '../sql.js';
import { changeMembers } from './change-members.js';
import type { CommitContext, Work } from './commit-context.js';
import { countResources } from './count-resources.js';
import { type Created, describeCreated } from './describe-created.js';
import { findTakenValue } from './find-taken-value.js';
import { insertImportedLink } from './insert-imported-link.js';
import { insertValues } from './insert-values.js';
import { moveLinksOfReturners } from './move-links-of-returners.js';
import { type MemberPlan, type MemberRow, planMembers } from './plan-members.js';
import { createSearchDocument } from './search-document.js';
import { writeExternalIds } from './write-external-ids.js';
import { writeHistory } from './write-history.js';
import { writeUniqueValues } from './write-unique-values.js';

interface Creation extends Created {
  readonly context: CommitContext;
  readonly plan: MemberPlan;
}

/** New resources; the outcome of each commit. */
export async function createResources(
  work: Work,
  contexts: readonly CommitContext[],
): Promise<ReadonlyMap<Commit, CommitOutcome>> {
  const outcomes = new Map<Commit, CommitOutcome>();
  const wanted: Creation[] = [];
  for (const context of contexts) {
    const plan = await planMembers(context);
    const taken = await findTakenValue(context, context.commit.unique);
    if (plan.unknown.length > 0) outcomes.set(context.commit, { kind: 'unknown-members', values: plan.unknown });
    else if (taken !== undefined) outcomes.set(context.commit, { kind: 'uniqueness', attribute: taken.attribute });
    else wanted.push({ context, plan, ...describeCreated(context) });
  }
  const inserted = await insertResources(work, wanted);
  for (const creation of wanted) {
    const { context } = creation;
    const isNew = inserted.has(creation);
    outcomes.set(
      context.commit,
      isNew ? { kind: 'committed', changed: true, record: creation.record } : await explainConflict(context),
    );
  }
  const created = wanted.filter((creation) => inserted.has(creation));
  for (const { context } of created) {
    const attribute = await writeUniqueValues(context, context.commit.unique);
    // Alone, as `applyCommits` says.
    if (attribute !== undefined) return outcomes.set(context.commit, { kind: 'uniqueness', attribute });
  }
  const commits = created.map(({ context }) => context.commit);
  await insertValues(
    work,
    created.map(({ context, keys }) => ({ ...placeOf(context), keys })),
  );
  await writeExternalIds(work, commits);
  await moveLinksOfReturners(work, commits);
  const members = new Map<Commit, readonly MemberRow[]>();
  for (const { context, plan } of created) {
    if (context.commit.link) await insertImportedLink(context, context.commit.link);
    members.set(context.commit, await changeMembers(context, plan));
  }
  await countResources(
    work,
    created.map(({ context }) => placeOf(context)),
    1,
  );
  await writeHistory(work, commits, members);
  return outcomes;
}

function placeOf({ commit: { scope, type, id } }: CommitContext) {
  return { directory: scope.directory, type, id };
}

/** Those that are left out: a unique index has the id or the userName; a concurrent insert of it is waited for. */
async function insertResources(
  { session, dialect, now }: Work,
  creations: readonly Creation[],
): Promise<ReadonlySet<Creation>> {
  if (creations.length === 0) return new Set();
  const rows = creations.map(({ context, attributes, text, keys }) => {
    const { scope, type, id, overruled } = context.commit;
    return sql`(${scope.directory}, ${type}, ${id}, ${scope.client}, 1, ${now}, ${now}, ${keys.active === false ? now : null},
      ${keys.label}, ${text}, ${dialect.document(createSearchDocument(attributes))}, ${keys.user_name_key},
      ${keys.display_name_key}, ${keys.family_name_key}, ${keys.active}, ${overruled ? JSON.stringify(overruled) : null})`;
  });
  const found = await session.all<{ readonly directory: string; readonly type: string; readonly id: string }>(sql`
    insert into resources (directory, type, id, owner, version, created, last_modified, inactive_since, label, attributes, search,
      user_name_key, display_name_key, family_name_key, active, overruled)
    values ${joinSql(rows, ', ')} on conflict do nothing returning directory, type, id`);
  const inserted = new Set(found.map(({ directory, type, id }) => JSON.stringify([directory, type, id])));
  return new Set(
    creations.filter(({ context }) => {
      const { directory, type, id } = placeOf(context);
      return inserted.has(JSON.stringify([directory, type, id]));
    }),
  );
}

async function explainConflict({ session, commit: { scope, type, id } }: CommitContext): Promise<CommitOutcome> {
  const [row] = await session.all<{ readonly version: number }>(
    sql`select version from resources where directory = ${scope.directory} and type = ${type} and id = ${id}`,
  );
  return row ? { kind: 'version-conflict', version: row.version } : { kind: 'uniqueness', attribute: 'userName' };
}
