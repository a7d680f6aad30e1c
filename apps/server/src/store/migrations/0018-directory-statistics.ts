import type { Migration } from './migration.js';
import { directoryStatisticsAgain } from './sqlite-statistics.js';

/** SQLite's planner knows again what a large directory looks like. */
export const directoryPlans: Migration = {
  name: '0018-directory-statistics',
  statements: ({ name }) => (name === 'sqlite' ? directoryStatisticsAgain : []),
};
