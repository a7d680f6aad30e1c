import type { IncomingHttpHeaders } from 'node:http';
import { isSameName } from './is-same-name.js';
import { type DistinguishedName, parseDistinguishedName } from './parse-distinguished-name.js';

/** A client certificate that a proxy has verified: `clients.<name>.mtls`. */
export interface CertificateRule {
  /** In lower case. */
  readonly header: string;
  readonly subject: string;
  /** Whether it is enough, without a token. */
  readonly alone: boolean;
}

export interface CertificateEvidence {
  readonly headers: IncomingHttpHeaders;
  /** Names and values in turn, as they came: those of one name are joined in `headers`. */
  readonly rawHeaders?: readonly string[];
  /** Of the socket. */
  readonly peer?: string;
}

/** Undefined where it is the certificate's holder; else why that is not known. Anybody can send a header: only a trusted proxy's counts. */
export function createCertificateCheck(
  { header, subject }: CertificateRule,
  isTrustedProxy: (peer: string | undefined) => boolean,
): (evidence: CertificateEvidence) => string | undefined {
  const wanted: DistinguishedName = parseDistinguishedName(subject) ?? [];
  return ({ headers, rawHeaders = [], peer }) => {
    if (!isTrustedProxy(peer))
      return `${header} does not count: ${peer ?? 'the peer'} is no proxy of server.trustProxy`;
    const value = headers[header];
    if (typeof value !== 'string' || value === '') return `it came without a client certificate (no ${header})`;
    // What the caller sent beside what the proxy adds would make one name of two halves.
    if (rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === header).length > 1)
      return `${header} came several times: let the proxy set it in the place of what the caller sent`;
    const shown = JSON.stringify(value.slice(0, 120));
    const name = parseDistinguishedName(value);
    if (!name) return `${header} is ${shown}, which is no distinguished name of RFC 4514`;
    return isSameName(name, wanted) ? undefined : `the client certificate is of ${shown}`;
  };
}
