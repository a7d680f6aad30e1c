import type { Json } from '../scim/json.js';
import type { Quirk } from './quirk.js';

export interface HttpClientOptions {
  /** With or without a path; requests are joined to it and never leave its origin. */
  readonly baseUrl: string;
  /** Sent with every request; values are redacted wherever they could be shown. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds for one attempt. Default 30,000. */
  readonly timeout?: number;
  /** Attempts in all for requests that may be repeated (GET, HEAD, OPTIONS). Default 3. Writes are sent once. */
  readonly attempts?: number;
  /**
   * Requests a second, at most: the lowest that a client of the application asks for counts for all of them. What the vendor's refusals
   * (429) and rate headers teach lowers it further. Default: only what they teach.
   */
  readonly rate?: number;
  /** Requests at once. Default 8. */
  readonly concurrency?: number;
  /** Bytes. Default 16 MiB. */
  readonly maxResponseSize?: number;
  readonly quirks?: readonly Quirk<HttpRequest, HttpResponse>[];
}

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Relative to `baseUrl`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as a form, as OAuth wants it, in the place of `json`. */
  readonly form?: Readonly<Record<string, string>>;
  /** Sent as it is, with its media type, in the place of `json`: a signed token, for one. */
  readonly content?: { readonly type: string; readonly body: string };
  /** False: a read that is redirected is answered with the redirect. */
  readonly follow?: boolean;
}

/** Any status; `json` is undefined where the body is not JSON. Redirects of reads are followed within the origin, of writes never. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly json: Json | undefined;
}

/**
 * The one way out. Rejects with `ConnectorError`: `unavailable` (no connection, time-out, 502, 503, 504 after the attempts; with
 * `outcomeUnknown` for a write whose answer was lost), `rate-limited` (429, or not sent since the application's rate would keep it for
 * long), `invalid` (an answer above the size limit, an address that is never connected to). Every other status is the connector's to
 * judge. An abort rejects with `unavailable`.
 */
export interface HttpClient {
  request(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse>;
}
