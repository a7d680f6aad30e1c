import type { Migration } from './migration.js';

/** The W3C `traceparent` of the request that a mark, and then a link, comes from. NULL where nothing is traced. */
export const traces: Migration = {
  name: '0006-traces',
  statements: ({ types: { text } }) => [
    `alter table marks add column trace ${text}`,
    `alter table links add column trace ${text}`,
  ],
};
