import type { Commit, ResourceRecord } from '@linkspan/core';
import { joinSql, type Sql, sql } from '../sql.js';
import type { Work } from './commit-context.js';
import { insertValues } from './insert-values.js';
import { createResourceKeys, hasSameRows, type ResourceKeys } from './resource-keys.js';
import { createSearchDocument } from './search-document.js';

/** A resource whose attributes change. */
export interface Rewrite {
  readonly commit: Commit;
  readonly before: ResourceRecord;
  readonly after: ResourceRecord;
  /** The attributes of `after` as they are kept. */
  readonly text: string;
}

/**
 * Rows, and their index rows where these change. False where one that is alone in its transaction asks for a userName that another
 * resource has: on PostgreSQL the error has ended the transaction then, and the COMMIT that follows is a rollback.
 *
 * @throws where that is so beside others, in this statement or before it
 */
export async function rewriteResources(work: Work, rewrites: readonly Rewrite[]): Promise<boolean> {
  if (rewrites.length === 0) return true;
  const { session, dialect, isAlone } = work;
  const keyed = rewrites.map((rewrite) => ({
    ...rewrite,
    keys: createResourceKeys(rewrite.commit.type, rewrite.after.attributes),
  }));
  try {
    await updateRows(work, keyed);
  } catch (error) {
    if (isAlone && dialect.findViolatedIndex(error)?.includes('user_name_key')) return false;
    throw error;
  }
  const moved = keyed.filter(
    ({ commit, before, after }) => !hasSameRows(commit.type, before.attributes, after.attributes),
  );
  for (const { commit } of moved) {
    const { scope, type, id } = commit;
    await session.all(
      sql`delete from resource_values where directory = ${scope.directory} and type = ${type} and resource_id = ${id}`,
    );
  }
  await insertValues(
    work,
    moved.map(({ commit: { scope, type, id }, keys }) => ({ directory: scope.directory, type, id, keys })),
  );
  return true;
}

type KeyedRewrite = Rewrite & { readonly keys: ResourceKeys };

/** One statement. The rows were read at the version expected, and are this transaction's own until it ends. */
async function updateRows({ session, dialect, now }: Work, rewrites: readonly KeyedRewrite[]): Promise<void> {
  const rows = rewrites.map(
    ({ commit: { scope, type, id }, after, text, keys }): Sql => sql`
      select cast(${scope.directory} as text) as directory, cast(${type} as text) as type, cast(${id} as text) as id,
        cast(${after.version} as integer) as version, cast(${toMilliseconds(after)} as bigint) as inactive_since,
        cast(${keys.label} as text) as label, cast(${text} as text) as attributes,
        ${dialect.document(createSearchDocument(after.attributes))} as search,
        cast(${keys.user_name_key} as text) as user_name_key, cast(${keys.display_name_key} as text) as display_name_key,
        cast(${keys.family_name_key} as text) as family_name_key, cast(${keys.active} as boolean) as active`,
  );
  await session.all(sql`
    update resources set version = v.version, last_modified = ${now}, inactive_since = v.inactive_since, label = v.label,
      attributes = v.attributes, search = v.search, user_name_key = v.user_name_key, display_name_key = v.display_name_key,
      family_name_key = v.family_name_key, active = v.active
    from (${joinSql(rows, ' union all ')}) v
    where resources.directory = v.directory and resources.type = v.type and resources.id = v.id`);
}

function toMilliseconds({ inactiveSince }: ResourceRecord): number | null {
  return inactiveSince === undefined ? null : Date.parse(inactiveSince);
}
