import type { Migration } from './migration.js';
import { directoryStatistics } from './sqlite-statistics.js';

/**
 * Resources and what hangs on them. Times are milliseconds since 1970.
 *
 * `attributes` is the document as served; `search` is what filters read (see `createSearchDocument`); the `…_key` columns hold the
 * folded values of `indexedAttributes`. `members`, `external_ids` of a trashed resource stay until the trash is purged, so that it can
 * be restored; queries reach them by way of `resources`. `counters` says how many resources
 * of a type stand from `first_id` on, up to the next `first_id` (see `selectPage`); each count is spread over several rows, so that
 * concurrent creates on PostgreSQL don't wait for one another.
 */
export const directory: Migration = {
  name: '0001-directory',
  statements: ({ name, types: { identity, text, json, keyedTable } }) => [
    `create table resources (
      directory ${text} not null,
      type ${text} not null,
      id ${text} not null,
      owner ${text} not null,
      version integer not null,
      created bigint not null,
      last_modified bigint not null,
      inactive_since bigint,
      label ${text},
      attributes ${text} not null,
      search ${json} not null,
      user_name_key ${text},
      display_name_key ${text},
      family_name_key ${text},
      active boolean,
      primary key (directory, type, id)
    )`,
    'create unique index resources_user_name_key on resources (directory, type, user_name_key)',
    'create index resources_display_name_key on resources (directory, type, display_name_key, id)',
    'create index resources_family_name_key on resources (directory, type, family_name_key, id)',
    'create index resources_active on resources (directory, type, active, id)',
    'create index resources_last_modified on resources (directory, type, last_modified, id)',

    `create table resource_values (
      directory ${text} not null,
      type ${text} not null,
      path ${text} not null,
      value_key ${text} not null,
      resource_id ${text} not null,
      primary key (directory, type, path, value_key, resource_id),
      foreign key (directory, type, resource_id) references resources (directory, type, id) on delete cascade
    )${keyedTable}`,
    'create index resource_values_resource on resource_values (directory, type, resource_id)',

    `create table members (
      directory ${text} not null,
      group_id ${text} not null,
      member_id ${text} not null,
      member_type ${text} not null,
      primary key (directory, group_id, member_id)
    )${keyedTable}`,
    'create index members_member on members (directory, member_id, group_id)',

    `create table external_ids (
      directory ${text} not null,
      client ${text} not null,
      type ${text} not null,
      resource_id ${text} not null,
      external_id ${text} not null,
      primary key (directory, client, type, resource_id)
    )${keyedTable}`,
    'create index external_ids_external_id on external_ids (directory, client, type, external_id, resource_id)',
    'create index external_ids_resource on external_ids (directory, type, resource_id)',

    `create table counters (
      directory ${text} not null,
      type ${text} not null,
      first_id ${text} not null,
      shard integer not null,
      total bigint not null,
      primary key (directory, type, first_id, shard)
    )`,

    // `groups`: the ids of the groups that it belonged to. `members_seen`: its `members` mark was expanded.
    `create table trash (
      seq ${identity},
      directory ${text} not null,
      type ${text} not null,
      id ${text} not null,
      owner ${text} not null,
      version integer not null,
      created bigint not null,
      last_modified bigint not null,
      inactive_since bigint,
      attributes ${text} not null,
      member_of ${text} not null,
      members_seen boolean not null,
      deleted_at bigint not null,
      deleted_by ${text} not null,
      unique (directory, type, id)
    )`,
    'create index trash_deleted_at on trash (deleted_at)',

    `create table marks (
      seq ${identity},
      directory ${text} not null,
      type ${text} not null,
      id ${text} not null,
      reach ${text} not null,
      after_member ${text}
    )`,
    `create index marks_members on marks (directory, id) where reach = 'members'`,

    `create table journal (
      seq ${identity},
      at bigint not null,
      actor ${text} not null,
      action ${text} not null,
      directory ${text} not null,
      application ${text},
      resource_type ${text} not null,
      resource_id ${text} not null,
      changes ${text},
      reason ${text},
      request_id ${text}
    )`,
    'create index journal_resource on journal (resource_id, seq)',
    'create index journal_application on journal (application, seq) where application is not null',
    'create index journal_at on journal (at)',
    ...(name === 'sqlite' ? directoryStatistics : []),
  ],
};
