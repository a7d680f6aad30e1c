import type { Json } from './json.js';

/** One SCIM call, already authenticated, with the base URL cut off. No framework's type in it. */
export interface ScimRequest<Body = string | AsyncIterable<string | Uint8Array> | undefined> {
  readonly method: string;
  /** Relative to the base URL, percent-encoded as received: `/Users/42`. Doubled and trailing slashes are tolerated. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: Body;
  /** Appears in the log, the journal and the vendor's calls that follow from it. */
  readonly requestId: string;
}

/** What quirks see: the body parsed. `preserve` names attributes that a PUT without a value for them leaves as they are. */
export interface ParsedRequest extends ScimRequest<Json | undefined> {
  readonly preserve?: readonly string[];
}

/** `body` is a string, or pieces of one (a group of 70,000 members is streamed). */
export interface ScimResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | AsyncIterable<string>;
}
