import type { Database } from '../database.js';

export interface WatchedStatement {
  readonly sql: string;
  readonly bindings: readonly (string | number | boolean | null)[];
}

/** The statements that the work runs on the database. */
export async function watchStatements(
  database: Database,
  work: () => Promise<unknown>,
): Promise<readonly WatchedStatement[]> {
  const statements: WatchedStatement[] = [];
  const watch = ({ sql, bindings }: WatchedStatement) => statements.push({ sql, bindings });
  const sources = [...new Set([database.knex, database.reader, database.scanner])];
  for (const source of sources) source.on('query', watch);
  try {
    await work();
  } finally {
    for (const source of sources) source.off('query', watch);
  }
  return statements;
}
