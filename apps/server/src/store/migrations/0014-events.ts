import type { Migration } from './migration.js';

/**
 * Security events. Times are milliseconds since 1970.
 *
 * `event_receivers`: how far in the journal each is; its row stays when it leaves the configuration. `event_sets`: what was handed out and
 * is not acknowledged yet (`waiting`, and for a pushed one that an operator sends again), or was refused (`refused`). `signing_keys`: the
 * private half is sealed.
 */
export const events: Migration = {
  name: '0014-events',
  statements: ({ types: { text, keyedTable } }) => [
    `create table event_receivers (
      name ${text} not null primary key,
      position bigint not null,
      delivered bigint not null,
      delivered_at bigint,
      attempts integer not null,
      due_at bigint,
      halted_at bigint,
      error ${text},
      error_at bigint,
      fingerprint ${text} not null,
      lost bigint not null,
      lost_at bigint,
      lease_owner ${text},
      lease_until bigint
    )${keyedTable}`,
    `create table event_sets (
      receiver ${text} not null,
      seq bigint not null,
      jti ${text} not null,
      state ${text} not null,
      at bigint not null,
      error ${text},
      primary key (receiver, seq)
    )${keyedTable}`,
    'create unique index event_sets_jti on event_sets (receiver, jti)',
    `create table signing_keys (
      id ${text} not null primary key,
      public_key ${text} not null,
      private_key ${text} not null,
      created_at bigint not null,
      signs_from bigint not null,
      retired_at bigint
    )${keyedTable}`,
  ],
};
