/** An account at an application that nobody in the directory owns, and that was not there before. Times are milliseconds since 1970. */
export interface Newcomer {
  /** The vendor's id. */
  readonly accountId: string;
  /**
   * `new`: to be judged at `dueAt`. `reported`: waits for a person. `known`: it was there before we looked, or a person said no: it is not
   * spoken of again.
   */
  readonly state: 'new' | 'reported' | 'known';
  /** What it is called there, where that is known. */
  readonly label?: string;
  /** Why it was not taken over by itself. */
  readonly reason?: string;
  readonly since: number;
  /** Who made it there. */
  readonly by?: string;
  readonly attempts: number;
  readonly dueAt?: number;
}

/** The port for accounts that came up at an application. `type`: `User` or `Group`. */
export interface NewcomerStore {
  /** Those that are not there yet; whoever is stays as it is. */
  add(application: string, type: string, newcomers: readonly Newcomer[]): Promise<void>;
  /** Writes one, whether it was there or not. */
  put(application: string, type: string, newcomer: Newcomer): Promise<void>;
  remove(application: string, type: string, accountIds: readonly string[]): Promise<void>;
  find(application: string, type: string, accountId: string): Promise<Newcomer | undefined>;
  /** Which of these are there. */
  known(application: string, type: string, accountIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** By account id, from behind `after`; `dueBy`: with a `dueAt` that has come. */
  list(
    application: string,
    type: string,
    query: {
      readonly state: Newcomer['state'];
      readonly dueBy?: number;
      readonly after?: string;
      readonly limit: number;
    },
  ): Promise<readonly Newcomer[]>;
}
