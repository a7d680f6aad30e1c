import type { CommitOutcome, JsonObject } from '@linkspan/core';
import { sql } from '../sql.js';
import { changeMembers } from './change-members.js';
import type { CommitContext } from './commit-context.js';
import { countResource } from './count-resource.js';
import { findTakenValue } from './find-taken-value.js';
import { insertImportedLink } from './insert-imported-link.js';
import { insertValues } from './insert-values.js';
import { moveLinksOfReturner } from './move-links-of-returner.js';
import { planMembers } from './plan-members.js';
import { createResourceKeys, type ResourceKeys } from './resource-keys.js';
import { createSearchDocument } from './search-document.js';
import { writeExternalId } from './write-external-id.js';
import { writeHistory } from './write-history.js';
import { writeUniqueValues } from './write-unique-values.js';

export async function createResource(context: CommitContext, attributes: JsonObject): Promise<CommitOutcome> {
  const { commit, now } = context;
  const { scope, type, id, externalId, overruled } = commit;
  const plan = await planMembers(context);
  if (plan.unknown.length > 0) return { kind: 'unknown-members', values: plan.unknown };
  const taken = await findTakenValue(context, commit.unique);
  if (taken !== undefined) return { kind: 'uniqueness', attribute: taken.attribute };
  const keys = createResourceKeys(type, attributes);
  if (!(await insertResource(context, attributes, keys))) return explainConflict(context);

  const violated = await writeUniqueValues(context, commit.unique);
  if (violated !== undefined) return { kind: 'uniqueness', attribute: violated };
  await insertValues(context, keys);
  if (typeof externalId === 'string') {
    await writeExternalId(context);
    await moveLinksOfReturner(context, externalId);
  }
  if (commit.link) await insertImportedLink(context, commit.link);
  const members = await changeMembers(context, plan);
  await countResource(context, 1);
  await writeHistory(context, members);
  const at = new Date(now).toISOString();
  return {
    kind: 'committed',
    changed: true,
    record: {
      directory: scope.directory,
      type,
      id,
      owner: scope.client,
      version: 1,
      created: at,
      lastModified: at,
      ...(attributes['active'] === false && { inactiveSince: at }),
      attributes,
      ...(overruled && { overruled }),
      ...(typeof externalId === 'string' && { externalId }),
    },
  };
}

/** False where a unique index has the id or the userName; a concurrent insert of it is waited for. */
async function insertResource(context: CommitContext, attributes: JsonObject, keys: ResourceKeys): Promise<boolean> {
  const { session, dialect, commit, now } = context;
  const { scope, type, id } = commit;
  const rows = await session.all(sql`
    insert into resources (directory, type, id, owner, version, created, last_modified, inactive_since, label, attributes, search,
      user_name_key, display_name_key, family_name_key, active, overruled)
    values (${scope.directory}, ${type}, ${id}, ${scope.client}, 1, ${now}, ${now}, ${keys.active === false ? now : null},
      ${keys.label}, ${JSON.stringify(attributes)}, ${dialect.document(createSearchDocument(attributes))},
      ${keys.user_name_key}, ${keys.display_name_key}, ${keys.family_name_key}, ${keys.active}, ${toText(commit.overruled)})
    on conflict do nothing returning id`);
  return rows.length > 0;
}

async function explainConflict({ session, commit: { scope, type, id } }: CommitContext): Promise<CommitOutcome> {
  const [row] = await session.all<{ readonly version: number }>(
    sql`select version from resources where directory = ${scope.directory} and type = ${type} and id = ${id}`,
  );
  return row ? { kind: 'version-conflict', version: row.version } : { kind: 'uniqueness', attribute: 'userName' };
}

function toText(overruled: CommitContext['commit']['overruled']): string | null {
  return overruled ? JSON.stringify(overruled) : null;
}
