import type { Commit } from '@linkspan/core';
import type { Dialect } from '../dialect.js';
import type { Session } from '../session.js';

/** What every step within one transaction works with. */
export interface Work {
  readonly session: Session;
  readonly dialect: Dialect;
  /** Milliseconds since 1970: the one time of all that it writes. */
  readonly now: number;
}

/** The same for one commit. */
export interface CommitContext extends Work {
  readonly commit: Commit;
}
