import type { Knex } from 'knex';
import type { Dialect } from './dialect.js';
import { createSession, type Session } from './session.js';
import { verbatim } from './sql.js';

/** Where a connection comes from; `knex.client`, which knex leaves untyped. */
interface ConnectionSource {
  acquireConnection(): Promise<unknown>;
  releaseConnection(connection: unknown): Promise<void>;
}

/**
 * A transaction by hand: knex's own begins with BEGIN, which on SQLite takes the write lock only at the first write, when it may be
 * too late to wait for it.
 */
export async function runTransaction<Result>(
  knex: Knex,
  dialect: Dialect,
  begin: string,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const source: ConnectionSource = knex.client;
  const connection = await source.acquireConnection();
  const session = createSession(knex, dialect, connection);
  try {
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
  } finally {
    await source.releaseConnection(connection);
  }
}
