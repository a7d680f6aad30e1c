import createKnex, { type Knex } from 'knex';
import { createSession, type Session } from '../session.js';
import { silentLog } from '../silent-log.js';
import type { Sql } from '../sql.js';
import { withConnection } from '../transaction.js';
import { createStatementCache, type SqliteConnection, type StatementCache } from './create-statement-cache.js';
import { interruptAfter } from './interrupt-after.js';
import { sqliteDialect } from './sqlite-dialect.js';

/** How long a write waits for another process (the command line, a backup) to finish its own. */
const busyMilliseconds = 10_000;

export interface SqliteConnections {
  readonly knex: Knex;
  /** Each statement by itself, on any of the connections. */
  readonly session: Session;
  /** Has a connection to itself while the work lasts. */
  within<Result>(work: (session: Session) => Promise<Result>): Promise<Result>;
  /**
   * The same, but what still runs after `patience` milliseconds is interrupted.
   * @throws QueryTooExpensive `slow`
   */
  withinPatience<Result>(patience: number, work: (session: Session) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** What ends a connection when nobody uses it any more; `knex.client`, which knex leaves untyped. */
interface ConnectionEnd {
  destroyRawConnection(connection: SqliteConnection): Promise<void>;
}

/** Some connections to one file, whose statements stay prepared. Who listens to knex's `query` hears of each statement. */
export function connectSqlite(file: string, connections: number, pragmas: readonly string[]): SqliteConnections {
  // busy_timeout comes first: turning to WAL wants the file for itself for a moment.
  const text = [`busy_timeout = ${busyMilliseconds}`, ...pragmas].map((pragma) => `pragma ${pragma};`).join(' ');
  const caches = new Map<SqliteConnection, StatementCache>();
  const knex = createKnex({
    client: 'sqlite3',
    connection: { filename: file },
    useNullAsDefault: true,
    // Else an error's message has the statement with people's data in it.
    compileSqlOnError: false,
    log: silentLog,
    pool: {
      min: connections,
      max: connections,
      afterCreate(connection: SqliteConnection, done: (error: Error | null, connection: SqliteConnection) => void) {
        caches.set(connection, createStatementCache(connection));
        connection.exec(text, (error) => done(error, connection));
      },
    },
  });

  const client: ConnectionEnd = knex.client;
  const destroy = client.destroyRawConnection.bind(client);
  client.destroyRawConnection = async (connection) => {
    await caches.get(connection)?.clear();
    caches.delete(connection);
    await destroy(connection);
  };

  async function run(connection: SqliteConnection, statement: Sql): Promise<unknown> {
    knex.emit('query', { sql: statement.text, bindings: statement.bindings });
    const cache = caches.get(connection);
    if (cache === undefined) throw new Error('the connection is none of this pool');
    return cache.run(statement);
  }

  return {
    knex,
    session: createSession(sqliteDialect, (statement) =>
      withConnection(knex, (connection: SqliteConnection) => run(connection, statement)),
    ),
    within: (work) =>
      withConnection(knex, (connection: SqliteConnection) =>
        work(createSession(sqliteDialect, (statement) => run(connection, statement))),
      ),
    withinPatience: (patience, work) =>
      withConnection(knex, (connection: SqliteConnection) =>
        interruptAfter(connection, patience, () =>
          work(createSession(sqliteDialect, (statement) => run(connection, statement))),
        ),
      ),
    close: () => knex.destroy(),
  };
}
