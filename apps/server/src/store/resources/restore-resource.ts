import type { Commit, JsonObject, Mark, Restore, RestoreOutcome } from '@linkspan/core';
import type { Dialect } from '../dialect.js';
import type { Session } from '../session.js';
import { sql } from '../sql.js';
import type { CommitContext } from './commit-context.js';
import { countResources } from './count-resources.js';
import { findResource } from './find-resource.js';
import { findTakenValue } from './find-taken-value.js';
import { insertValues } from './insert-values.js';
import { createResourceKeys, type ResourceKeys } from './resource-keys.js';
import { createSearchDocument } from './search-document.js';
import { writeHistory } from './write-history.js';
import { writeUniqueValues } from './write-unique-values.js';

interface TrashRow {
  readonly owner: string;
  readonly version: number;
  readonly created: number | string;
  readonly inactive_since: number | string | null;
  readonly attributes: string;
  readonly overruled: string | null;
  readonly member_of: string;
}

/** What it refuses, it refuses before its first write. */
export async function restoreResource(
  session: Session,
  dialect: Dialect,
  { scope, type, id, unique, journal }: Restore,
  now: number,
): Promise<RestoreOutcome> {
  const [row] = await session.all<TrashRow>(sql`
    select r.owner, r.version, r.created, r.inactive_since, r.attributes, r.overruled, r.member_of from trash r
    where r.directory = ${scope.directory} and r.type = ${type} and r.id = ${id} ${dialect.forUpdate}`);
  if (row === undefined) return { kind: 'absent' };
  const commit: Commit = { scope, type, id, expectVersion: 0, marks: marksOf(type, id), journal };
  const context: CommitContext = { session, dialect, commit, now, isAlone: true };
  const sameExternalId = await findSameExternalId(context);
  if (sameExternalId !== undefined) return taken(context, 'externalId', sameExternalId);

  const sameValue = await findTakenValue(context, unique);
  if (sameValue !== undefined) return taken(context, sameValue.attribute, sameValue.holder);

  const attributes: JsonObject = JSON.parse(row.attributes);
  const keys = createResourceKeys(type, attributes);
  if (!(await insertResource(context, row, attributes, keys)))
    return taken(context, 'userName', await findSameUserName(context, keys));
  const violated = await writeUniqueValues(context, unique);
  if (violated !== undefined) throw takenForAMoment(violated);
  const place = { directory: scope.directory, type, id };
  await insertValues(context, [{ ...place, keys }]);
  await session.all(sql`delete from trash where directory = ${scope.directory} and type = ${type} and id = ${id}`);
  await joinGroups(context, JSON.parse(row.member_of));
  await countResources(context, [place], 1);
  await writeHistory(context, [commit]);
  const record = await findResource(session, scope, type, id);
  return record === undefined ? { kind: 'absent' } : { kind: 'restored', record };
}

/** Roles hang on a group's name, so it concerns whoever is within it. */
function marksOf(type: string, id: string): readonly Mark[] {
  const self: Mark = { type, id, reach: 'self' };
  return type === 'Group' ? [self, { type, id, reach: 'members' }] : [self];
}

/** False where a unique index has the userName; a concurrent insert of it is waited for. */
async function insertResource(context: CommitContext, row: TrashRow, attributes: JsonObject, keys: ResourceKeys) {
  const { session, dialect, commit, now } = context;
  const { scope, type, id } = commit;
  const inactiveSince = row.inactive_since === null ? null : Number(row.inactive_since);
  const rows = await session.all(sql`
    insert into resources (directory, type, id, owner, version, created, last_modified, inactive_since, label, attributes, search,
      user_name_key, display_name_key, family_name_key, active, overruled)
    values (${scope.directory}, ${type}, ${id}, ${row.owner}, ${row.version + 1}, ${Number(row.created)}, ${now}, ${inactiveSince},
      ${keys.label}, ${row.attributes}, ${dialect.document(createSearchDocument(attributes))},
      ${keys.user_name_key}, ${keys.display_name_key}, ${keys.family_name_key}, ${keys.active}, ${row.overruled})
    on conflict do nothing returning id`);
  return rows.length > 0;
}

/** Rows of groups in the trash wait there with the others of that group. */
async function joinGroups({ session, dialect, commit, now }: CommitContext, groups: readonly string[]): Promise<void> {
  if (groups.length === 0) return;
  const { scope, type, id } = commit;
  await session.all(sql`
    update resources set version = version + 1, last_modified = ${now}
    where directory = ${scope.directory} and type = 'Group' and id in (${dialect.texts(groups)})`);
  await session.all(sql`
    insert into members (directory, group_id, member_id, member_type)
    select g.directory, g.id, ${id}, ${type} from (
      select directory, type, id from resources union all select directory, type, id from trash
    ) g
    where g.directory = ${scope.directory} and g.type = 'Group' and g.id in (${dialect.texts(groups)})
    on conflict do nothing`);
}

interface Holder {
  readonly id: string;
}

async function findSameExternalId({ session, commit }: CommitContext): Promise<string | undefined> {
  const { scope, type, id } = commit;
  const [holder] = await session.all<Holder>(sql`
    select r.id from external_ids own
    join external_ids e on e.directory = own.directory and e.client = own.client and e.type = own.type
      and e.external_id = own.external_id and e.resource_id <> own.resource_id
    join resources r on r.directory = e.directory and r.type = e.type and r.id = e.resource_id
    where own.directory = ${scope.directory} and own.type = ${type} and own.resource_id = ${id} limit 1`);
  return holder?.id;
}

async function findSameUserName({ session, commit }: CommitContext, keys: ResourceKeys): Promise<string | undefined> {
  const { scope, type } = commit;
  const [holder] = await session.all<Holder>(sql`
    select id from resources
    where directory = ${scope.directory} and type = ${type} and user_name_key = ${keys.user_name_key}`);
  return holder?.id;
}

async function taken({ session, commit }: CommitContext, attribute: string, id = ''): Promise<RestoreOutcome> {
  const holder = await findResource(session, commit.scope, commit.type, id);
  // Gone again between two statements: nothing was written, and the next attempt finds its way.
  if (holder === undefined) throw takenForAMoment(attribute);
  return { kind: 'taken', attribute, holder };
}

function takenForAMoment(attribute: string): Error {
  return new Error(`the ${attribute} was taken for a moment: restore it again`);
}
