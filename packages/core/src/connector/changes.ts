/** A record at the application that may have changed. A hint: what it holds now is read by the core. */
export interface Delta {
  /** The account's, or the group's. */
  readonly id: string;
  /** `deleted` is confirmed by `get` before anything is concluded from it. */
  readonly kind: 'changed' | 'deleted';
  /** When, milliseconds since 1970, by the vendor's clock. */
  readonly at?: number;
  /** Who did it there, for people. */
  readonly by?: string;
  /** `ours`: done with our own credentials. Marked, never dropped: an echo is known by what the account holds. */
  readonly origin?: 'ours' | 'theirs';
  /** The remote names that changed, where the vendor tells them. */
  readonly fields?: readonly string[];
}

/** What has happened there since a checkpoint, oldest first. */
export interface Changes {
  readonly items: readonly Delta[];
  /** Where to go on once `items` are durable here. Opaque, survives JSON and a restart; it never leaves anything out. */
  readonly checkpoint: string;
  /** There is more to be had at once. */
  readonly more: boolean;
  /** False: not all that happened since can be told any more (a gap, a reset, too long ago): the core lists everything. */
  readonly complete: boolean;
}
