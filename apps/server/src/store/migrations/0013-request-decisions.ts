import type { Migration } from './migration.js';

/** What became of a logged request, in few words, and by which path: `notes` is a JSON list. */
export const requestDecisions: Migration = {
  name: '0013-request-decisions',
  statements: ({ types: { text } }) => [
    `alter table requests add column decision ${text}`,
    `alter table requests add column notes ${text}`,
  ],
};
