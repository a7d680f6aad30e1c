/** RFC 6749 §5.2; `temporarily_unavailable` as §4.1.2.1 has it. */
export type OauthErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_scope'
  | 'unsupported_grant_type'
  | 'temporarily_unavailable';

/** A token request that is refused. The message is what the caller reads: ASCII, without quotes and backslashes. */
export class OauthError extends Error {
  override readonly name = 'OauthError';
  readonly code: OauthErrorCode;
  readonly status: number;
  /** Whole seconds. */
  readonly retryAfter: number | undefined;

  constructor(code: OauthErrorCode, message: string, { status = 400, retryAfter }: OauthErrorOptions = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

export interface OauthErrorOptions {
  readonly status?: number;
  readonly retryAfter?: number;
}
