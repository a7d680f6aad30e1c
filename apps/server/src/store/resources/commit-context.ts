import type { Commit } from '@linkspan/core';
import type { Dialect } from '../dialect.js';
import type { Session } from '../session.js';

/** What every step of one commit works with. */
export interface CommitContext {
  readonly session: Session;
  readonly dialect: Dialect;
  readonly commit: Commit;
  /** Milliseconds since 1970: the commit's one time. */
  readonly now: number;
}
