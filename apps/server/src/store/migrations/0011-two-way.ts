import type { Migration } from './migration.js';
import { newcomerStatistics } from './sqlite-statistics.js';

/**
 * What two-way sync keeps. Times are milliseconds since 1970; `look`, `back` and `overruled` are JSON.
 *
 * Newcomers stay when their application leaves the configuration: should it come back, whoever was there before is not new.
 */
export const twoWay: Migration = {
  name: '0011-two-way',
  statements: ({ name, types: { text, keyedTable } }) => [
    `alter table applications add column back ${text}`,
    'alter table applications add column hinted_at bigint',
    `alter table links add column look ${text}`,
    `alter table links add column back ${text}`,
    'create index links_back on links (application, id) where back is not null',
    `alter table resources add column overruled ${text}`,
    `alter table trash add column overruled ${text}`,
    `create table newcomers (
      application ${text} not null,
      type ${text} not null,
      account_id ${text} not null,
      state ${text} not null,
      label ${text},
      reason ${text},
      since bigint not null,
      made_by ${text},
      attempts integer not null,
      due_at bigint,
      primary key (application, type, account_id)
    )${keyedTable}`,
    'create index newcomers_state on newcomers (application, type, state, account_id)',
    // Most are known: to be counted without a walk over them.
    `create index newcomers_reported on newcomers (application, type) where state = 'reported'`,
    ...(name === 'sqlite' ? newcomerStatistics : []),
  ],
};
