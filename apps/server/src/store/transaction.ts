import type { Knex } from 'knex';
import type { Session } from './session.js';
import { verbatim } from './sql.js';

/** Where a connection comes from; `knex.client`, which knex leaves untyped. */
interface ConnectionSource<Connection> {
  acquireConnection(): Promise<Connection>;
  releaseConnection(connection: Connection): Promise<void>;
}

/** Has a connection of the pool to itself while the work lasts. */
export async function withConnection<Connection, Result>(
  knex: Knex,
  work: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const source: ConnectionSource<Connection> = knex.client;
  const connection = await source.acquireConnection();
  try {
    return await work(connection);
  } finally {
    await source.releaseConnection(connection);
  }
}

/**
 * A transaction by hand: knex's own begins with BEGIN, which on SQLite takes the write lock only at the first write, when it may be
 * too late to wait for it.
 */
export async function runTransaction<Result>(
  session: Session,
  begin: string,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  await session.all(verbatim(begin));
  try {
    const result = await work(session);
    await session.all(verbatim('commit'));
    return result;
  } catch (error) {
    // Where the database has rolled back by itself this fails, and the first error is the one that tells.
    await session.all(verbatim('rollback')).catch(() => undefined);
    throw error;
  }
}
