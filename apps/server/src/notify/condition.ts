export type ConditionKind =
  | 'halted'
  | 'quarantine'
  | 'paused'
  | 'scope-frozen'
  | 'held'
  | 'leavers'
  | 'token'
  | 'configuration'
  | 'events'
  | 'run';

/** Something that a person should know of, as it is now. */
export interface Condition {
  /** The same trouble has the same key, whoever looks: `halted blog`. */
  readonly key: string;
  readonly kind: ConditionKind;
  readonly application?: string;
  readonly client?: string;
  /** One line. */
  readonly title: string;
  /** More lines, such as who is concerned. */
  readonly details?: readonly string[];
  /** What to do, with the command. */
  readonly remedy: string;
  /** How much of it there is. Told again when it is twice what was told. */
  readonly weight: number;
  /** Milliseconds that it has to last before anybody is told. */
  readonly patience?: number;
  /** It happened, and does not end: told once. */
  readonly event?: true;
}
