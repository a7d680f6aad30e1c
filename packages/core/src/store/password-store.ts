import type { JournalEntry } from './resource.js';

/** Whose passwords, and for which application. */
export interface PasswordPlace {
  readonly application: string;
  readonly directory: string;
  readonly type: string;
}

/** A password on its way to one application. */
export interface WaitingPassword {
  readonly resourceId: string;
  /** As the host sealed it; a store knows no key. */
  readonly sealed: string;
  /** Another one with every password, the same one at every application. */
  readonly revision: string;
  /** Milliseconds since 1970. */
  readonly setAt: number;
}

/**
 * The port for passwords that are not delivered yet: one row for each application that has still to get one, gone for good once it has it.
 * They are written by `Commit.password`, which replaces what waits there, and wiped by a commit that moves their resource to the trash.
 */
export interface PasswordStore {
  /** What waits of these resources. */
  listWaiting(place: PasswordPlace, resourceIds: readonly string[]): Promise<readonly WaitingPassword[]>;
  /**
   * Wipes what waits, if it is still of that revision, and then writes the journal's line in the same transaction. Resolves with whether
   * it was.
   */
  wipe(
    place: PasswordPlace,
    waiting: Pick<WaitingPassword, 'resourceId' | 'revision'>,
    journal?: JournalEntry,
  ): Promise<boolean>;
  /** Wipes what waits for any other application than these, or for one of these from another directory. Resolves with how many. */
  keepOnly(takers: readonly Pick<PasswordPlace, 'application' | 'directory'>[]): Promise<number>;
  /**
   * Wipes what was set before this time (milliseconds since 1970), each with a line of history (`expiredPassword`) in the same
   * transaction. Resolves with how many.
   */
  expire(before: number): Promise<number>;
}
