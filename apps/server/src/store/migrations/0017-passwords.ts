import type { Migration } from './migration.js';

/** Passwords on their way: a row for each application that has still to get one, sealed by the host, and deleted when it has. */
export const passwords: Migration = {
  name: '0017-passwords',
  statements: ({ types: { text, keyedTable } }) => [
    `create table passwords (
      directory ${text} not null,
      type ${text} not null,
      resource_id ${text} not null,
      application ${text} not null,
      sealed ${text} not null,
      revision ${text} not null,
      set_at bigint not null,
      primary key (directory, type, resource_id, application)
    )${keyedTable}`,
    'create index passwords_set_at on passwords (set_at)',
  ],
};
