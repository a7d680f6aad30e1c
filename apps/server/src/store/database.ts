import type { Knex } from 'knex';
import type { Dialect } from './dialect.js';
import type { Session } from './session.js';

export type LongCost = 'range' | 'scan';

/** An open database. Get one from `openDatabase`, give it to `migrate` and `createSqlStore`, close it at the end. */
export interface Database {
  /** For statements that write, and for reads that belong to them. On SQLite it has the one connection that may write. */
  readonly knex: Knex;
  /** For reads; on SQLite they don't wait for a write that is being flushed to disk. On PostgreSQL it is `knex`. */
  readonly reader: Knex;
  /** For reads that look at many rows: connections that nobody waits for who looks something up. */
  readonly scanner: Knex;
  readonly dialect: Dialect;
  /** Each statement by itself, on any connection for reads. */
  readonly read: Session;
  /**
   * Reads that may last, given up after `patience` milliseconds. `range`: an index finds it, though it may be much; `scan`: rows are looked at one by
   * one, so a few such works run at a time, and the others wait, no longer than their patience.
   *
   * @throws QueryTooExpensive
   */
  readBounded<Result>(cost: LongCost, patience: number, work: (session: Session) => Promise<Result>): Promise<Result>;
  /**
   * Writes, each statement by itself and as durable as a work of `write`: where nobody else is writing it has no transaction around it,
   * which for a small one is most of what it costs.
   */
  readonly autocommit: Session;
  /** The same for a statement in which many callers stand already: it waits for no others who might share its transaction. */
  readonly gathered: Session;
  /**
   * Runs the work in a durable transaction of its own or one shared with other works, and resolves when it is on disk. The work may be
   * run again after a rollback (a deadlock, the failure of another work), so it must have no effect but its statements.
   */
  write<Result>(work: (session: Session) => Promise<Result>): Promise<Result>;
  /** Ends when what was begun is done. */
  close(): Promise<void>;
}

/** SQLite: a file. PostgreSQL: a `postgres://` URL, and a schema other than `public` if wanted (it must exist). */
export type DatabaseTarget =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly schema?: string };
