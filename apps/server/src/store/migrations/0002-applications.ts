import type { Migration } from './migration.js';
import { linkStatistics } from './sqlite-statistics.js';

/** Applications and their links. Times are milliseconds since 1970; `halted`, `sent` and the like are JSON. */
export const applications: Migration = {
  name: '0002-applications',
  statements: ({ name, types: { identity, text } }) => [
    `create table applications (
      name ${text} not null primary key,
      fingerprint ${text},
      credentials ${text},
      site ${text},
      halted ${text},
      paused_until bigint,
      failures integer not null default 0,
      last_failure ${text},
      fill_after ${text},
      group_bindings ${text} not null default '{}',
      last_test ${text}
    )`,
    `create table links (
      id ${identity},
      application ${text} not null,
      directory ${text} not null,
      type ${text} not null,
      resource_id ${text} not null,
      state ${text} not null,
      label ${text} not null,
      reason ${text},
      account_id ${text},
      identity ${text},
      account_active boolean,
      sent ${text},
      read_back ${text},
      withheld ${text},
      memo ${text},
      creating_since bigint,
      doubtful ${text},
      gone_since bigint,
      refused_account ${text},
      revision bigint not null,
      due_at bigint,
      leaver boolean not null,
      attempts integer not null,
      error_kind ${text},
      last_error ${text},
      last_error_at bigint,
      last_done_at bigint,
      lease_token ${text},
      lease_until bigint
    )`,
    'create unique index links_resource on links (resource_id, application)',
    'create index links_application on links (application, id)',
    'create index links_account on links (application, account_id) where account_id is not null',
    'create index links_due on links (application, leaver desc, due_at, id) where due_at is not null',
    'create index links_lease on links (lease_token) where lease_token is not null',
    ...(name === 'sqlite' ? linkStatistics : []),
  ],
};
