import type { ConnectorModule } from '@linkspan/core';
import type { CertificateRule } from '../authentication/create-certificate-check.js';
import type { JwtTrust } from '../authentication/create-verify-jwt.js';

/** Who calls us over SCIM, ready to be served. */
export interface Client {
  readonly name: string;
  readonly directory: string;
  /** Absent: plain RFC 7644. */
  readonly module?: ConnectorModule;
  /** The connector's inbound quirks, with those that the operator switched. */
  readonly quirks: NonNullable<ConnectorModule['inbound']>;
  /** The userName of whom `/Me` is. */
  readonly me?: string;
  /** Nothing is forgiven. */
  readonly strict?: boolean;
  /** Bearer tokens from the configuration. */
  readonly tokens: readonly string[];
  /** Of HTTP Basic: SHA-256 of each user name with its password, hexadecimal. */
  readonly passwords?: readonly string[];
  readonly jwt?: JwtTrust;
  readonly oauth?: OauthAccess;
  readonly mtls?: CertificateRule;
  /** Addresses and networks that it may come from; absent: any. */
  readonly allow?: readonly string[];
  /** Absent: without limit. */
  readonly rate?: { readonly perSecond: number; readonly burst: number };
}

/** What has access tokens made for it at `POST /oauth2/token`. */
export interface OauthAccess {
  readonly clientId: string;
  /** SHA-256 of the id with the secret, hexadecimal. */
  readonly hash: string;
  /** Milliseconds that an access token holds. */
  readonly lifetime: number;
}
