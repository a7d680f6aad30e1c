import type { Migration } from './migration.js';

/**
 * What the host server keeps for itself. Times are milliseconds since 1970 (`Number(…)` what PostgreSQL answers: it sends bigints as
 * text); ids are the host's own.
 *
 * - `clients`: one row a configured client. `state` is JSON of the host's.
 * - `tokens`: `hash` is never the token; `scopes` a JSON list; several a client at a time. `revoked_at` and `expires_at` may be NULL.
 * - `requests`: the request log. `quirks` and `ignored` are JSON lists, `details` is JSON of the host's (address, token, headers), bodies are redacted before they come here. Read it by
 *   (client, at), `purgeRequests` deletes what is old.
 * - `settings`: what belongs to the whole installation. `value` is JSON.
 */
export const host: Migration = {
  name: '0003-host',
  statements: ({ types: { identity, text } }) => [
    `create table clients (
      name ${text} not null primary key,
      created_at bigint not null,
      state ${text}
    )`,
    `create table tokens (
      id ${text} not null primary key,
      client ${text} not null,
      name ${text} not null,
      hash ${text} not null unique,
      scopes ${text} not null,
      created_at bigint not null,
      expires_at bigint,
      last_used_at bigint,
      revoked_at bigint
    )`,
    'create index tokens_client on tokens (client)',
    `create table requests (
      seq ${identity},
      client ${text} not null,
      at bigint not null,
      request_id ${text} not null,
      method ${text} not null,
      path ${text} not null,
      status integer not null,
      milliseconds double precision not null,
      request_body ${text},
      response_body ${text},
      details ${text},
      quirks ${text},
      ignored ${text}
    )`,
    'create index requests_client on requests (client, at)',
    'create index requests_at on requests (at)',
    `create table settings (
      key ${text} not null primary key,
      value ${text} not null
    )`,
  ],
};
