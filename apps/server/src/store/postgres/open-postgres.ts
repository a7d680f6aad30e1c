import createKnex, { type Knex } from 'knex';
import type { Database } from '../database.js';
import { DatabaseError } from '../database-error.js';
import { createKnexSession } from '../session.js';
import { silentLog } from '../silent-log.js';
import { verbatim } from '../sql.js';
import { runTransaction, withConnection } from '../transaction.js';
import { connectPostgres, type PostgresConnections } from './connect-postgres.js';
import { describePostgresError } from './describe-postgres-error.js';
import { postgresDialect } from './postgres-dialect.js';
import { retryRolledBack } from './retry-rolled-back.js';

const connections = 10;

export async function openPostgres(url: string, schema?: string): Promise<Database> {
  const knex = createKnex({
    client: 'pg',
    connection: { connectionString: url, application_name: 'linkspan' },
    pool: { min: 0, max: connections },
    // Else an error's message has the statement with people's data in it.
    compileSqlOnError: false,
    log: silentLog,
    ...(schema !== undefined && { searchPath: [schema] }),
  });
  const database = createPostgresDatabase(knex, connectPostgres(knex));
  try {
    await database.read.all(verbatim('select 1'));
  } catch (cause) {
    await database.close();
    throw new DatabaseError(describePostgresError(url, cause), { cause });
  }
  return database;
}

/** Any knex that speaks PostgreSQL will do: the tests use one in this process. */
export function createPostgresDatabase(
  knex: Knex,
  { session, within }: PostgresConnections = throughKnex(knex),
): Database {
  return {
    knex,
    reader: knex,
    dialect: postgresDialect,
    read: session,
    autocommit: { all: (statement) => retryRolledBack(() => session.all(statement)) },
    write: (work) => retryRolledBack(() => within((own) => runTransaction(own, 'begin', work))),
    close: () => knex.destroy(),
  };
}

function throughKnex(knex: Knex): PostgresConnections {
  return {
    session: createKnexSession(knex, postgresDialect),
    within: (work) => withConnection(knex, (connection) => work(createKnexSession(knex, postgresDialect, connection))),
  };
}
