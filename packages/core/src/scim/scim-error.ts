/** RFC 7644 §3.12, table 9, and RFC 9865 §2.1. */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'
  | 'invalidVers'
  | 'sensitive'
  | 'invalidCursor'
  | 'expiredCursor'
  | 'invalidCount';

export interface ScimErrorOptions {
  readonly scimType?: ScimType;
  /** Seconds, for 429 and 503. */
  readonly retryAfter?: number;
  /** In a word or two for the request log, where status and scimType say too little: `ownership`. */
  readonly reason?: string;
  readonly cause?: unknown;
}

/** An answer that says no. `detail` is what the administrator at the identity provider reads: what happened, then what to do. */
export class ScimError extends Error {
  override readonly name = 'ScimError';
  readonly status: number;
  readonly scimType: ScimType | undefined;
  readonly retryAfter: number | undefined;
  readonly reason: string | undefined;

  constructor(status: number, detail: string, options: ScimErrorOptions = {}) {
    super(detail, { cause: options.cause });
    this.status = status;
    this.scimType = options.scimType;
    this.retryAfter = options.retryAfter;
    this.reason = options.reason;
  }
}

export function invalidValue(detail: string): ScimError {
  return new ScimError(400, detail, { scimType: 'invalidValue' });
}
