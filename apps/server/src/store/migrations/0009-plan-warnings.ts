import type { Migration } from './migration.js';

/** What guards would have held back when a plan was made: a JSON list. NULL: nothing. */
export const planWarnings: Migration = {
  name: '0009-plan-warnings',
  statements: ({ types: { text } }) => [`alter table plans add column warnings ${text}`],
};
