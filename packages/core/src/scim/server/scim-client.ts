import type { Quirk } from '../../connector/quirk.js';
import type { ParsedRequest, ScimResponse } from '../message.js';
import type { AuthenticationScheme } from './authentication-schemes.js';

export type ScimScope = 'read' | 'write';

/** Who calls, as the host authenticated it. The host makes one for every request, from its configuration and the token's scopes. */
export interface ScimClient {
  readonly id: string;
  readonly directory: string;
  /** Absolute, from the configured public URL, never from a `Host` header: `https://hub.example.com/scim/jumpcloud/v2`. */
  readonly baseUrl: string;
  readonly scopes: ReadonlySet<ScimScope>;
  /** The ways in that this client has, the preferred one first, for ServiceProviderConfig. Default: a bearer token. */
  readonly authentication?: readonly AuthenticationScheme[];
  /** How this client's vendor speaks SCIM; those with `enabled: false` are passed over. */
  readonly quirks: readonly Quirk<ParsedRequest, ScimResponse>[];
  /** Who `/Me` is (RFC 7644 §3.11): a userName, or an id. Absent: nobody, and `/Me` is answered 501. */
  readonly me?: string;
  /** Whether nothing is forgiven: each of `departures` is answered 400. For whoever develops a client. */
  readonly strict?: boolean;
}
