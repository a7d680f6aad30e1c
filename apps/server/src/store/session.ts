import type { Knex } from 'knex';
import type { Dialect } from './dialect.js';
import type { Sql } from './sql.js';

/** Runs statements, on one connection within a transaction. */
export interface Session {
  /** `Row` is what the statement's text says; nobody checks it. */
  all<Row>(statement: Sql): Promise<readonly Row[]>;
}

/** Raw statements: building the same text with the query builder costs as much as SQLite takes to run it. */
export function createSession(dialect: Dialect, run: (statement: Sql) => Promise<unknown>): Session {
  return {
    async all<Row>(statement: Sql) {
      try {
        return dialect.rowsOf(await run(statement)) as readonly Row[];
      } catch (error) {
        throw dialect.explainError(error);
      }
    },
  };
}

/** Through knex, on one of its connections or on any. */
export function createKnexSession(knex: Knex, dialect: Dialect, connection?: unknown): Session {
  return createSession(dialect, async ({ text, bindings }) => {
    const query = knex.raw(text, bindings);
    return connection === undefined ? query : query.connection(connection);
  });
}
