/** `share`: of what is wanted beside the yardstick on SQLite. */
export function openDatabases() {
  const sqlite = { name: 'SQLite', share: 1 };
  const url = process.env.LINKSPAN_TEST_POSTGRES;
  return url === undefined ? [sqlite] : [sqlite, { name: 'PostgreSQL', share: 0.5, url }];
}
