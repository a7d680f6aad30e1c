import type { Database } from '../database.js';
import { hideLimits } from '../sqlite/create-statement-cache.js';
import type { WatchedStatement } from './watch-statements.js';

/** How SQLite finds the rows: `SEARCH … USING INDEX` costs what it finds, `SCAN` of a table all of it. */
export async function explainSqlite(
  database: Database,
  { sql, bindings }: WatchedStatement,
): Promise<readonly string[]> {
  const rows: readonly { readonly detail: string }[] = await database.knex.raw(
    `explain query plan ${hideLimits(sql)}`,
    bindings,
  );
  return rows.map(({ detail }) => detail);
}

/** The steps that look at every row of a stored table; values handed over (as JSON, or as rows named v) are not stored, nor is a page. */
export function findScans(plan: readonly string[]): readonly string[] {
  return plan.filter(
    (step) =>
      step.startsWith('SCAN ') &&
      !/^SCAN (\w+( EXISTS)? VIRTUAL TABLE|CONSTANT ROW|v\b|page\b|ranked|candidates|leavers|others)/.test(step),
  );
}
