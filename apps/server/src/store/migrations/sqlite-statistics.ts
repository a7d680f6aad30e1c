/** Without an index: the size of the table. */
type Statistics = readonly (readonly [table: string, index: string | null, rows: string])[];

/**
 * What a directory of a hundred thousand people looks like to SQLite's planner (sqlite_stat1: rows, then rows for one value of the
 * first column, of the first two, …). Without it a new database is planned for as if a directory held a handful, and `or` reads all.
 */
const directoryRows: Statistics = [
  ['resources', 'sqlite_autoindex_resources_1', '100000 100000 50000 1'],
  ['resources', 'resources_user_name_key', '100000 100000 50000 1'],
  ['resources', 'resources_display_name_key', '100000 100000 50000 2 1'],
  ['resources', 'resources_family_name_key', '100000 100000 50000 20 1'],
  ['resources', 'resources_active', '100000 100000 50000 25000 1'],
  ['resources', 'resources_last_modified', '100000 100000 50000 2 1'],
  ['resource_values', 'resource_values', '100000 100000 100000 100000 1 1'],
  ['resource_values', 'resource_values_resource', '100000 100000 100000 1'],
  ['members', 'members', '500000 500000 50 1'],
  ['members', 'members_member', '500000 500000 5 1'],
  ['external_ids', 'external_ids', '100000 100000 100000 50000 1'],
  ['external_ids', 'external_ids_external_id', '100000 100000 100000 50000 1 1'],
  ['external_ids', 'external_ids_resource', '100000 100000 50000 1'],
];

export const directoryStatistics = describe(directoryRows);

/** What the links' `analyze` forgot: with the sizes alone, the groups of one person were looked for among all members of the directory. */
export const directoryStatisticsAgain = [
  `delete from sqlite_stat1 where tbl in ('resources', 'resource_values', 'members', 'external_ids')`,
  ...add(directoryRows),
];

/** And what its links look like, of which few are due. */
export const linkStatistics = describe([
  ['links', 'links_resource', '100000 2 1'],
  ['links', 'links_application', '100000 50000 1'],
  ['links', 'links_account', '100000 50000 1'],
  ['links', 'links_due', '50000 25000 25000 2 1'],
  ['links', 'links_lease', '100 10'],
]);

/**
 * And runs over all of them: few links are stale or held, a listing has as many accounts as there are people. The `analyze` of the links'
 * forgot the directory's, except on the connection that made the tables: that one kept their sizes, and with these alone
 * `query-plans.test.ts` finds what it should. Another `analyze` would overwrite the links' where there is data by now.
 */
export const orchestratorStatistics = add([
  ['resources', null, '100000'],
  ['resource_values', null, '100000'],
  ['members', null, '500000'],
  ['external_ids', null, '100000'],
  ['links', 'links_stale', '1000 500 1'],
  ['links', 'links_held', '100 50 1'],
  ['links', 'links_leaving', '100 50 1'],
  ['journal', 'journal_resource', '1000000 10 1'],
  ['journal', 'journal_application', '500000 250000 1'],
  ['journal', 'journal_at', '1000000 2'],
  ['journal', 'journal_run', '500000 5000 1'],
  ['journal', 'journal_request', '500000 2 1'],
  ['run_items', 'run_items_run', '500000 5000 1'],
  ['run_items', 'run_items_resource', '500000 10 1 1'],
  ['plan_items', 'plan_items_plan', '500000 50000 1'],
  ['listed_accounts', 'listed_accounts', '200000 100000 1'],
  ['listed_keys', 'listed_keys', '400000 200000 100000 1 1'],
  ['guard_notes', 'guard_notes', '10000 2000 1000 1'],
  ['guard_notes', 'guard_notes_at', '10000 2000 1000 2'],
]);

/**
 * And groups at applications: large ones, so that results about a few members are not looked for among all; few are open at a time, hardly
 * one is late.
 */
export const membershipStatistics = add([
  ['memberships', 'memberships', '500000 250000 5000 1'],
  ['memberships', 'memberships_member', '500000 250000 5 1'],
  ['memberships', 'memberships_open', '1000 500 10 1'],
  ['memberships', 'memberships_late', '100 50 2 1'],
]);

/** And two-way sync: of the accounts that nobody owns most are known, few links have something for a person to decide. */
export const newcomerStatistics = add([
  ['links', 'links_back', '100 50 1'],
  ['newcomers', 'newcomers', '20000 10000 5000 1'],
  ['newcomers', 'newcomers_state', '20000 10000 5000 2000 1'],
  ['newcomers', 'newcomers_reported', '20 10 5'],
]);

function describe(statistics: Statistics): readonly string[] {
  // On an empty database this only makes the table.
  return ['analyze', ...add(statistics)];
}

/** Loaded by this connection at once, by others with the tables that the same transaction makes. */
function add(statistics: Statistics): readonly string[] {
  const rows = statistics.map((row) => `(${row.map((text) => (text === null ? 'null' : `'${text}'`)).join(', ')})`);
  return [`insert into sqlite_stat1 (tbl, idx, stat) values ${rows.join(', ')}`, 'analyze sqlite_schema'];
}
