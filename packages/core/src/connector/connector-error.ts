export type ConnectorErrorKind =
  | 'rate-limited'
  | 'unavailable'
  | 'auth'
  | 'conflict'
  | 'not-found'
  | 'invalid'
  | 'unsupported';

export interface ConnectorErrorOptions {
  /** The remote field at fault, for `conflict` and `invalid`. */
  readonly field?: string;
  /** Milliseconds the vendor asked to wait. */
  readonly retryAfter?: number;
  /** The write may have happened all the same (the answer was lost): look before sending it again. */
  readonly outcomeUnknown?: boolean;
  readonly cause?: unknown;
}

const marker = Symbol.for('linkspan.connector-error');

/**
 * A vendor's no, with the decision in `kind`; the core's table turns kinds into actions.
 * `message` is shown to operators: what happened, then what to do, never a secret.
 */
export class ConnectorError extends Error {
  override readonly name = 'ConnectorError';
  readonly [marker] = true;
  readonly kind: ConnectorErrorKind;
  readonly field: string | undefined;
  readonly retryAfter: number | undefined;
  readonly outcomeUnknown: boolean;

  constructor(kind: ConnectorErrorKind, message: string, options: ConnectorErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.field = options.field;
    this.retryAfter = options.retryAfter;
    this.outcomeUnknown = options.outcomeUnknown ?? false;
  }

  /** Recognises errors made by another copy of this package, as third-party connectors bring their own. */
  static is(error: unknown): error is ConnectorError {
    return typeof error === 'object' && error !== null && marker in error;
  }
}
