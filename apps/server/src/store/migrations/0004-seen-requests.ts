import type { Migration } from './migration.js';

/**
 * `seen_requests`: the newest request of each kind and client, so that what an identity provider has done is known after any number of
 * later requests, and after the log of them is purged. `kind` is the host's (see `kindOfRequest`). Times are milliseconds since 1970.
 */
export const seenRequests: Migration = {
  name: '0004-seen-requests',
  statements: ({ types: { text, keyedTable } }) => [
    `create table seen_requests (
      client ${text} not null,
      kind ${text} not null,
      at bigint not null,
      method ${text} not null,
      path ${text} not null,
      status integer not null,
      primary key (client, kind)
    )${keyedTable}`,
  ],
};
