import type { Migration } from './migration.js';

/**
 * What declared schemas say to be unique (see `Commit.unique`), a row for each value; `userName` has its own index in `resources`.
 * Deleting a resource frees its values; the trash holds none.
 */
export const uniqueValues: Migration = {
  name: '0015-unique-values',
  statements: ({ types: { text, keyedTable } }) => [
    `create table unique_values (
      directory ${text} not null,
      type ${text} not null,
      attribute ${text} not null,
      value_key ${text} not null,
      resource_id ${text} not null,
      primary key (directory, type, attribute, value_key),
      foreign key (directory, type, resource_id) references resources (directory, type, id) on delete cascade
    )${keyedTable}`,
    'create index unique_values_resource on unique_values (directory, type, resource_id)',
  ],
};
