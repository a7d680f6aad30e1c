import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import { createKnexSession, type Session } from '../session.js';
import { runTransaction, withConnection } from '../transaction.js';
import { postgresDialect } from './postgres-dialect.js';

/** serialization_failure and deadlock_detected: PostgreSQL has rolled back, and asks for the whole again. */
const again = new Set<unknown>(['40001', '40P01']);
const attempts = 5;

export async function runRetriedTransaction<Result>(
  knex: Knex,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await withConnection(knex, (connection) =>
        runTransaction(createKnexSession(knex, postgresDialect, connection), 'begin', work),
      );
    } catch (error) {
      const isRetried = error instanceof Error && 'code' in error && again.has(error.code);
      if (!isRetried || attempt === attempts) throw error;
      await sleep(Math.random() * 20 * attempt);
    }
  }
}
