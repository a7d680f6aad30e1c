/** What guards count, over a rolling window. Times are milliseconds since 1970. */
export interface GuardStore {
  /**
   * Counts this subject, unless that would make more than `limit` different ones since then. True: it is counted, now or before. `scope` is
   * `application:blog` or `client:jumpcloud`, `kind` the guard's.
   */
  take(
    scope: string,
    kind: string,
    subject: string,
    terms: { readonly at: number; readonly since: number; readonly limit: number },
  ): Promise<boolean>;
  /** How many different subjects since then. */
  count(scope: string, kind: string, since: number): Promise<number>;
  purge(before: number): Promise<void>;
}
