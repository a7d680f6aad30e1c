/** Where the delivery to one receiver stands. Times are milliseconds since 1970. */
export interface ReceiverState {
  readonly name: string;
  /** The last line of the journal that is done with: delivered, handed out to be acknowledged, refused, or no event for it. */
  readonly position: number;
  readonly delivered: number;
  readonly deliveredAt?: number;
  /** In vain, one after the other. */
  readonly attempts: number;
  /** Not tried before. */
  readonly dueAt?: number;
  /** Not tried any more, until an operator or another configuration says so. */
  readonly haltedAt?: number;
  readonly error?: string;
  readonly errorAt?: number;
  /** Of how it is configured: another one ends a halt. */
  readonly fingerprint: string;
  /** Lines of the journal that were forgotten before it had them. */
  readonly lost: number;
  readonly lostAt?: number;
}

/** One SET that was handed out, or refused. */
export interface EventSet {
  /** Its line in the journal. */
  readonly seq: number;
  readonly jti: string;
  /** When it was handed out first, or refused. */
  readonly at: number;
  /** Of a refused one, in the receiver's own words. */
  readonly error?: string;
}

export type EventSetState = 'waiting' | 'refused';
