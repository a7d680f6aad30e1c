import { QueryTooExpensive } from '@linkspan/core';
import type { Knex } from 'knex';
import { createKnexSession, type Session } from '../session.js';
import { verbatim } from '../sql.js';
import { withConnection } from '../transaction.js';
import { postgresDialect } from './postgres-dialect.js';

/** query_canceled */
const canceled = '57014';

/**
 * Reads on connections of their own, whose every statement PostgreSQL ends after `patience` milliseconds. A connection is told so once, so that a read costs no
 * more than one elsewhere.
 *
 * @throws QueryTooExpensive `slow`
 */
export function createBoundedReads(knex: Knex) {
  const told = new WeakMap<object, number>();
  return <Result>(patience: number, work: (session: Session) => Promise<Result>): Promise<Result> =>
    withConnection(knex, async (connection: object) => {
      const session = createKnexSession(knex, postgresDialect, connection);
      try {
        if (told.get(connection) !== patience) {
          // 0 would be no limit at all.
          await session.all(verbatim(`set statement_timeout = ${Math.max(1, Math.ceil(patience))}`));
          told.set(connection, patience);
        }
        return await work(session);
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === canceled)
          throw new QueryTooExpensive('slow', { cause: error });
        throw error;
      }
    });
}
