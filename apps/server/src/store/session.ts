import type { Knex } from 'knex';
import type { Dialect } from './dialect.js';
import type { Sql } from './sql.js';

/** Runs statements, on one connection within a transaction. */
export interface Session {
  /** `Row` is what the statement's text says; nobody checks it. */
  all<Row>(statement: Sql): Promise<readonly Row[]>;
}

/** Raw statements: building the same text with the query builder costs as much as SQLite takes to run it. */
export function createSession(knex: Knex, dialect: Dialect, connection?: unknown): Session {
  return {
    async all<Row>({ text, bindings }: Sql) {
      const query = knex.raw(text, bindings);
      try {
        const response: unknown = await (connection === undefined ? query : query.connection(connection));
        return dialect.rowsOf(response) as readonly Row[];
      } catch (error) {
        throw dialect.explainError(error);
      }
    },
  };
}
