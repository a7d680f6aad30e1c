import type { Commit } from '@linkspan/core';
import type { Dialect } from '../dialect.js';
import type { Session } from '../session.js';

/** What every step within one transaction works with. */
export interface Work {
  readonly session: Session;
  readonly dialect: Dialect;
  /** Milliseconds since 1970: the one time of all that it writes. */
  readonly now: number;
  /** Nobody else's writes are in the transaction: only then may what ends it on PostgreSQL be an outcome and no error. */
  readonly isAlone: boolean;
}

/** The same for one commit. */
export interface CommitContext extends Work {
  readonly commit: Commit;
}
