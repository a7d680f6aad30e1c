import type { Migration } from './migration.js';

/** Since when each operation is allowed, by way: what was needed before is a backlog. NULL: not known. */
export const operations: Migration = {
  name: '0008-operations',
  statements: ({ types: { text } }) => [`alter table applications add column allowed_since ${text}`],
};
