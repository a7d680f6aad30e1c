/** What guards count, over a rolling window. Times are milliseconds since 1970. */
export interface GuardStore {
  /** `scope` is `application:blog` or `client:jumpcloud`; `kind` the guard's; a subject counts once in a window. */
  note(scope: string, kind: string, subject: string, at: number): Promise<void>;
  /** How many different subjects since then. */
  count(scope: string, kind: string, since: number): Promise<number>;
  has(scope: string, kind: string, subject: string, since: number): Promise<boolean>;
  purge(before: number): Promise<void>;
}
