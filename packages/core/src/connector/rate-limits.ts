/** What holds an application's calls back at the moment, and how that is known. Times are milliseconds since 1970. */
export interface RateLimits {
  /** Calls a second: the lower of what is configured and what was learned. Absent: no limit that we know of. */
  readonly limit?: number;
  /** `limit` is lower than configured, because the vendor refused calls (429). */
  readonly learned: boolean;
  /** Calls that the vendor's headers leave until `resetAt`; of several quotas, the one that is nearest to its end. */
  readonly remaining?: number;
  readonly resetAt?: number;
  /** Nothing is sent before: the vendor asked for it (Retry-After). */
  readonly pausedUntil?: number;
  /** Calls that wait for their turn. */
  readonly waiting: number;
  /** When a call last had to wait, and for what. */
  readonly held?: { readonly at: number; readonly by: 'pause' | 'quota' | 'rate' };
}
