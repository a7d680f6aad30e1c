import type { Migration } from './migration.js';
import { membershipStatistics } from './sqlite-statistics.js';

/** What each application has of the members of its groups. Times are milliseconds since 1970; groups and members are resource ids. */
export const memberships: Migration = {
  name: '0007-memberships',
  statements: ({ name, types: { text, keyedTable } }) => [
    `create table memberships (
      application ${text} not null,
      group_id ${text} not null,
      member_id ${text} not null,
      agreed ${text} not null,
      account_id ${text},
      open boolean not null,
      revision bigint not null,
      late_until bigint,
      primary key (application, group_id, member_id)
    )${keyedTable}`,
    'create index memberships_member on memberships (application, member_id, group_id)',
    // Both in the order of a page.
    'create index memberships_open on memberships (application, group_id, member_id) where open',
    'create index memberships_late on memberships (application, group_id, member_id) where late_until is not null',
    ...(name === 'sqlite' ? membershipStatistics : []),
  ],
};
