import type { Knex } from 'knex';
import { createSession, type Session } from '../session.js';
import type { Sql } from '../sql.js';
import { withConnection } from '../transaction.js';
import { postgresDialect } from './postgres-dialect.js';

/** What node-postgres gives knex for a connection. */
interface PostgresConnection {
  query(query: { readonly name?: string; readonly text: string; readonly values: Sql['bindings'] }): Promise<unknown>;
}

interface NamedText {
  /** With `$1`, `$2`, … */
  readonly text: string;
  /** Absent: not prepared. */
  readonly name?: string;
}

export interface PostgresConnections {
  /** Each statement by itself, on any of the connections. */
  readonly session: Session;
  /** Has a connection to itself while the work lasts. */
  within<Result>(work: (session: Session) => Promise<Result>): Promise<Result>;
}

/** Filters make texts without end; those of the daily work are a few hundred. Each stays prepared on every connection that ran it. */
const prepared = 400;

/** A statement with more has as many rows as came together, and each number is another text. */
const mostBindings = 600;

/** A prepared `select *` fails once a migration has added a column. */
const everyColumn = /select \*|\.\*/;

/**
 * Sessions over knex's connections whose statements stay prepared: the server parses and plans each text once for a connection, and
 * nothing goes through the query builder. Who listens to knex's `query` hears of each statement.
 */
export function connectPostgres(knex: Knex): PostgresConnections {
  const known = new Map<string, NamedText>();

  function nameOf({ text, bindings }: Sql): NamedText {
    const named = known.get(text);
    if (named) return named;
    const numbered = numberPlaces(text);
    if (known.size >= prepared || bindings.length > mostBindings || everyColumn.test(text)) return { text: numbered };
    const fresh = { text: numbered, name: `linkspan_${known.size}` };
    known.set(text, fresh);
    return fresh;
  }

  function run(connection: PostgresConnection, statement: Sql): Promise<unknown> {
    const { text, bindings } = statement;
    knex.emit('query', { sql: text, bindings });
    return connection.query({ ...nameOf(statement), values: bindings });
  }

  return {
    session: createSession(postgresDialect, (statement) =>
      withConnection(knex, (connection: PostgresConnection) => run(connection, statement)),
    ),
    within: (work) =>
      withConnection(knex, (connection: PostgresConnection) =>
        work(createSession(postgresDialect, (statement) => run(connection, statement))),
      ),
  };
}

/** Our own texts have a question mark for each binding, and nowhere else. */
function numberPlaces(text: string): string {
  let place = 0;
  return text.replaceAll('?', () => {
    place += 1;
    return `$${place}`;
  });
}
