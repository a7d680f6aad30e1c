import type { Migration } from './migration.js';
import { orchestratorStatistics } from './sqlite-statistics.js';

/**
 * Runs, plans, listings and what guards count, and what links and applications know for them. Times are milliseconds since 1970;
 * `options`, `counts`, `hold` and the like are JSON.
 *
 * What is due or was never worked on when this comes is taken for stale: a look too many finds nothing to do. `listed_keys` hold
 * folded values, of long ones a hash. A subject has one guard note, its last.
 */
export const orchestrator: Migration = {
  name: '0005-orchestrator',
  statements: ({ name, types: { identity, text, keyedTable } }) => [
    `alter table links add column matched_by ${text}`,
    `alter table links add column skipped ${text}`,
    `alter table links add column hold ${text}`,
    `alter table links add column approved ${text}`,
    `alter table links add column late ${text}`,
    'alter table links add column left_at bigint',
    'alter table links add column closed_at bigint',
    'alter table links add column deactivated_at bigint',
    `alter table links add column drift ${text}`,
    `alter table links add column flips ${text}`,
    'alter table links add column stale boolean not null default false',
    `update links set stale = true where due_at is not null or state = 'new'`,
    'create index links_stale on links (application, id) where stale',
    'create index links_held on links (application, id) where hold is not null',
    'create index links_leaving on links (application, id) where left_at is not null and closed_at is null',

    `alter table applications add column scope_frozen ${text}`,
    `alter table applications add column quarantine ${text}`,
    `alter table applications add column rate ${text}`,

    `alter table journal add column run ${text}`,
    'create index journal_run on journal (run, seq) where run is not null',
    'create index journal_request on journal (request_id, seq) where request_id is not null',

    `create table runs (
      id ${identity},
      application ${text} not null,
      kind ${text} not null,
      actor ${text} not null,
      options ${text} not null,
      state ${text} not null,
      reason ${text},
      total integer,
      counts ${text} not null,
      cursor ${text},
      started_at bigint not null,
      seen_at bigint not null,
      ended_at bigint
    )`,
    'create index runs_application on runs (application, id)',
    'create index runs_state on runs (state, id)',
    'create index runs_started_at on runs (started_at)',
    `create table run_items (
      seq ${identity},
      run bigint not null,
      resource_id ${text} not null,
      label ${text} not null,
      action ${text} not null,
      reason ${text} not null,
      account_id ${text},
      identity ${text},
      held_before ${text},
      held_after ${text},
      error ${text}
    )`,
    'create index run_items_run on run_items (run, seq)',
    'create index run_items_resource on run_items (resource_id, run, seq)',

    `create table plans (
      id ${identity},
      application ${text} not null,
      created_at bigint not null,
      expires_at bigint not null,
      options ${text} not null,
      counts ${text} not null,
      hash ${text},
      applied_by ${text}
    )`,
    'create index plans_application on plans (application, id)',
    'create index plans_expires_at on plans (expires_at)',
    `create table plan_items (
      seq ${identity},
      plan bigint not null,
      resource_id ${text} not null,
      label ${text} not null,
      action ${text} not null,
      reason ${text} not null,
      account_id ${text},
      changes ${text},
      digest ${text} not null
    )`,
    'create index plan_items_plan on plan_items (plan, seq)',

    // `ended`: its rows are being deleted.
    `create table listings (
      id ${identity},
      application ${text} not null,
      begun_at bigint not null,
      ended boolean not null
    )`,
    `create table listed_accounts (
      listing bigint not null,
      id ${text} not null,
      document ${text} not null,
      primary key (listing, id)
    )${keyedTable}`,
    `create table listed_keys (
      listing bigint not null,
      remote ${text} not null,
      value_key ${text} not null,
      account_id ${text} not null,
      primary key (listing, remote, value_key, account_id)
    )${keyedTable}`,

    `create table guard_notes (
      scope ${text} not null,
      kind ${text} not null,
      subject ${text} not null,
      at bigint not null,
      primary key (scope, kind, subject)
    )${keyedTable}`,
    'create index guard_notes_at on guard_notes (scope, kind, at)',
    ...(name === 'sqlite' ? orchestratorStatistics : []),
  ],
};
