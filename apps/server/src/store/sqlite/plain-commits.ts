import type { PlainCommit } from '../plain-commit.js';
import { type Sql, verbatim } from '../sql.js';

const columns: readonly (keyof PlainCommit)[] = [
  'directory',
  'type',
  'id',
  'client',
  'version',
  'at',
  'inactive_since',
  'label',
  'attributes',
  'search',
  'user_name_key',
  'display_name_key',
  'family_name_key',
  'active',
  'overruled',
  'former_at',
  'former_overruled',
  'indexed',
  'external_id',
  'loses_external_id',
  'marks',
  'origin',
  'actor',
  'action',
  'application',
  'changes',
  'reason',
  'request_id',
  'run',
];

const key = 'directory = new.directory and type = new.type and id = new.id';
const valueKey = 'directory = new.directory and type = new.type and resource_id = new.id';

const indexedColumns = ['user_name_key', 'display_name_key', 'family_name_key', 'active'];

/** By itself: SQLite writes each index of a column that an update names, although it stays what it was. */
function updateWhereOther(column: string): string {
  return `update resources set ${column} = new.${column} where new.version > 1 and ${key} and ${column} is not new.${column};`;
}

/**
 * For the connection, before it is prepared and outside of a transaction: what a statement may have to take back stays in memory, and is
 * not written to a file. Not from the beginning: a migration sorts whole tables.
 */
export const takeBackInMemory = verbatim('pragma temp_store = memory');

/**
 * A view that holds nothing: what is inserted into it, its trigger writes to where it belongs. It is the connection's own, so that no
 * migration meets it. A create meets whom it is not alone with by a unique index, a change by its version: then nothing of the statement stands.
 */
export const preparePlainCommits: readonly Sql[] = [
  `create temp view if not exists plain_commits as select ${columns.map((column) => `null as ${column}`).join(', ')}`,
  `create temp trigger if not exists write_plain_commit instead of insert on plain_commits begin
    select raise(abort, 'somebody may come back') where new.version = 1 and new.external_id is not null and exists (
      select 1 from external_ids e
      join trash t on t.directory = e.directory and t.type = e.type and t.id = e.resource_id
      where e.directory = new.directory and e.client = new.client and e.type = new.type and e.external_id = new.external_id);
    select raise(abort, 'the resource has changed') where new.version > 1 and not exists (
      select 1 from resources where ${key} and version = new.version - 1 and last_modified = new.former_at and overruled is new.former_overruled);

    insert into resources (directory, type, id, owner, version, created, last_modified, inactive_since, label, attributes, search,
      user_name_key, display_name_key, family_name_key, active, overruled)
    select new.directory, new.type, new.id, new.client, 1, new.at, new.at, new.inactive_since, new.label, new.attributes,
      jsonb(new.search), new.user_name_key, new.display_name_key, new.family_name_key, new.active, new.overruled
    where new.version = 1;
    update resources set version = new.version, last_modified = new.at, inactive_since = new.inactive_since, label = new.label,
      attributes = new.attributes, search = jsonb(new.search), overruled = new.overruled
    where new.version > 1 and ${key};
    ${indexedColumns.map(updateWhereOther).join('\n    ')}

    delete from resource_values where new.version > 1 and new.indexed is not null and ${valueKey};
    insert into resource_values (directory, type, path, value_key, resource_id)
    select new.directory, new.type, v.value ->> 'path', v.value ->> 'key', new.id from json_each(new.indexed) v;

    insert into external_ids (directory, client, type, resource_id, external_id)
    select new.directory, new.client, new.type, new.id, new.external_id where new.external_id is not null
    on conflict (directory, client, type, resource_id) do update set external_id = excluded.external_id;
    delete from external_ids where new.loses_external_id and client = new.client and ${valueKey};

    insert into counters (directory, type, first_id, shard, total)
    select new.directory, new.type, coalesce((select max(c.first_id) from counters c
      where c.directory = new.directory and c.type = new.type and c.first_id <= new.id), ''), 0, 1
    where new.version = 1
    on conflict (directory, type, first_id, shard) do update set total = counters.total + 1;

    insert into marks (directory, type, id, reach, origin)
    select new.directory, v.value ->> 'type', v.value ->> 'id', v.value ->> 'reach', new.origin from json_each(new.marks) v;
    insert into journal (at, actor, action, directory, application, resource_type, resource_id, changes, reason, request_id, run)
    values (new.at, new.actor, new.action, new.directory, new.application, new.type, new.id, new.changes, new.reason,
      new.request_id, new.run);
  end`,
].map(verbatim);

const picked = columns.map((column) => `v.value ->> '${column}'`).join(', ');
/** The limit keeps SQLite from writing out and parsing a whole element for each column of it. */
const elements = 'select jsonb(value) as value from json_each(?) limit -1';
const text = `insert into plain_commits (${columns.join(', ')}) select ${picked} from (${elements}) v`;

/** One text for any number, and one binding: both are cheaper than so many values by themselves. */
export function writePlainCommits(commits: readonly PlainCommit[]): Sql {
  return { text, bindings: [JSON.stringify(commits)] };
}

/** What the trigger raises, and what an index or a key does. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT';
}
