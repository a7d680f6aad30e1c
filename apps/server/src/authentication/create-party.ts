import type { Client } from '../connectors/client.js';
import { createFloodGate } from '../http/create-flood-gate.js';
import { hashToken } from '../tokens/token-text.js';
import { createAllowList } from './create-allow-list.js';
import { type CertificateEvidence, createCertificateCheck } from './create-certificate-check.js';
import { createVerifyJwt } from './create-verify-jwt.js';
import type { Proof } from './way.js';

/** One client as authentication sees it, or whoever claims to be one that is not there. */
export interface Party {
  /** Absent: there is none of this name. */
  readonly client?: Client;
  /** Hashes of bearer tokens, and of user names with their passwords. */
  readonly tokens: readonly Buffer[];
  readonly passwords: readonly Buffer[];
  /** Absent: it takes no foreign tokens. */
  readonly verifyJwt?: (token: string) => Promise<Proof>;
  allows(address: string | undefined): boolean;
  /** Why the client certificate does not do. Absent: none is wanted. */
  readonly findCertificateFault?: (evidence: CertificateEvidence) => string | undefined;
  /** Milliseconds until it may come again; 0: it may now, and that is counted. */
  pass(): number;
  /** What `WWW-Authenticate` says. */
  readonly challenge: string;
}

export interface PartyOptions {
  now(): number;
  isTrustedProxy(peer: string | undefined): boolean;
}

const bearer = 'Bearer';
/** RFC 7617 §2. */
const basic = 'Basic realm="SCIM", charset="UTF-8"';

/** Whoever it is: in nothing but its outcome this differs from a client that takes bearer tokens. */
export const stranger: Party = { tokens: [], passwords: [], allows: () => true, pass: () => 0, challenge: bearer };

export function createParty(client: Client, { now, isTrustedProxy }: PartyOptions): Party {
  const { tokens, passwords = [], jwt, mtls, allow, rate } = client;
  const gate = rate && createFloodGate({ ...rate, mostKeys: 1, now });
  return {
    client,
    tokens: tokens.map(hashToken),
    passwords: passwords.map((hash) => Buffer.from(hash, 'hex')),
    ...(jwt && { verifyJwt: createVerifyJwt(client, jwt, now) }),
    allows: createAllowList(allow),
    ...(mtls && { findCertificateFault: createCertificateCheck(mtls, isTrustedProxy) }),
    pass: gate ? () => gate.pass('') : () => 0,
    challenge: passwords.length > 0 ? `${bearer}, ${basic}` : bearer,
  };
}
