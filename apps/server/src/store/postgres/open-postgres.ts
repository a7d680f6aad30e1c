import createKnex, { type Knex } from 'knex';
import { createSlots } from '../create-slots.js';
import type { Database } from '../database.js';
import { DatabaseError } from '../database-error.js';
import { createKnexSession, type Session } from '../session.js';
import { silentLog } from '../silent-log.js';
import { verbatim } from '../sql.js';
import { runTransaction, withConnection } from '../transaction.js';
import { connectPostgres, type PostgresConnections } from './connect-postgres.js';
import { createBoundedReads } from './create-bounded-reads.js';
import { describePostgresError } from './describe-postgres-error.js';
import { postgresDialect } from './postgres-dialect.js';
import { retryRolledBack } from './retry-rolled-back.js';

const connections = 10;
/** For reads that may last; beside the scans there is room for those that an index answers. */
const boundedConnections = 6;
const scans = 2;

export async function openPostgres(url: string, schema?: string): Promise<Database> {
  const connect = (max: number) =>
    createKnex({
      client: 'pg',
      connection: { connectionString: url, application_name: 'linkspan' },
      pool: { min: 0, max },
      // Else an error's message has the statement with people's data in it.
      compileSqlOnError: false,
      log: silentLog,
      ...(schema !== undefined && { searchPath: [schema] }),
    });
  const knex = connect(connections);
  const database = createPostgresDatabase(knex, connect(boundedConnections), connectPostgres(knex));
  try {
    await database.read.all(verbatim('select 1'));
  } catch (cause) {
    await database.close();
    throw new DatabaseError(describePostgresError(url, cause), { cause });
  }
  return database;
}

/** Any knex that speaks PostgreSQL will do: the tests use one in this process, for everything. */
export function createPostgresDatabase(
  knex: Knex,
  bounded: Knex,
  { session, within }: PostgresConnections = throughKnex(knex),
): Database {
  const readBounded = createBoundedReads(bounded);
  const scanSlots = createSlots(scans);
  const autocommit: Session = { all: (statement) => retryRolledBack(() => session.all(statement)) };
  return {
    knex,
    reader: knex,
    scanner: bounded,
    dialect: postgresDialect,
    read: session,
    readBounded: (cost, patience, work) =>
      cost === 'range' ? readBounded(patience, work) : scanSlots(patience, () => readBounded(patience, work)),
    autocommit,
    gathered: autocommit,
    write: (work) => retryRolledBack(() => within((own) => runTransaction(own, 'begin', work))),
    async close() {
      await Promise.all([knex.destroy(), bounded.destroy()]);
    },
  };
}

function throughKnex(knex: Knex): PostgresConnections {
  return {
    session: createKnexSession(knex, postgresDialect),
    within: (work) => withConnection(knex, (connection) => work(createKnexSession(knex, postgresDialect, connection))),
  };
}
