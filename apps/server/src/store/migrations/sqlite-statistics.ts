type Statistics = readonly (readonly [table: string, index: string, rows: string])[];

/**
 * What a directory of a hundred thousand people looks like to SQLite's planner (sqlite_stat1: rows, then rows for one value of the
 * first column, of the first two, …). Without it a new database is planned for as if a directory held a handful, and `or` reads all.
 */
export const directoryStatistics = describe([
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
]);

/** And what its links look like, of which few are due. */
export const linkStatistics = describe([
  ['links', 'links_resource', '100000 2 1'],
  ['links', 'links_application', '100000 50000 1'],
  ['links', 'links_account', '100000 50000 1'],
  ['links', 'links_due', '50000 25000 25000 2 1'],
  ['links', 'links_lease', '100 10'],
]);

/** Loaded by this connection at once, by others with the tables that the same transaction makes. */
function describe(statistics: Statistics): readonly string[] {
  const rows = statistics.map((row) => `('${row.join("', '")}')`);
  return [
    // On an empty database this only makes the table.
    'analyze',
    `insert into sqlite_stat1 (tbl, idx, stat) values ${rows.join(', ')}`,
    'analyze sqlite_schema',
  ];
}
