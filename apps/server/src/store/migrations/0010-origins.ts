import type { Migration } from './migration.js';

/** Where a mark, and then a link, comes from, as JSON: the trace that it had, and the request's id. NULL: from nobody's request. */
export const origins: Migration = {
  name: '0010-origins',
  statements: ({ types: { text } }) =>
    ['marks', 'links'].flatMap((table) => [
      `alter table ${table} add column origin ${text}`,
      `update ${table} set origin = '{"trace":"' || trace || '"}' where trace is not null`,
      `alter table ${table} drop column trace`,
    ]),
};
