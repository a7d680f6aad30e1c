import type { Migration } from './migration.js';

/** What a token is: NULL, made by an operator; `access`, had at the OAuth token endpoint, and forgotten soon after its end. */
export const tokenKinds: Migration = {
  name: '0016-token-kinds',
  statements: ({ types: { text } }) => [
    `alter table tokens add column kind ${text}`,
    'create index tokens_kind on tokens (kind, expires_at)',
  ],
};
