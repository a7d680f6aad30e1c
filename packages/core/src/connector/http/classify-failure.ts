import type { ConnectorErrorKind } from '../connector-error.js';

/** What a failed exchange means. `repeat`: another attempt may end otherwise. */
export interface Failure {
  readonly kind: ConnectorErrorKind;
  /** What happened, then what to do. Nothing in it comes from the error itself but its code or name. */
  readonly text: string;
  readonly repeat: boolean;
}

const trust =
  'If it is yours, start Linkspan with NODE_EXTRA_CA_CERTS set to the file of the authority that signed it; otherwise install a certificate of a public authority';
const closed = 'the connection was closed before the answer was complete. Look into the log of the web server there';
const slow = 'no answer came in time. Check that the server is reachable and not overloaded';
const noRoute = 'there is no route to it. Check the address, the network and the firewall';
const notTls = 'what answers there does not speak TLS. Check that the address should begin with https:// and its port';
const notHttp = 'the answer is not HTTP. Check the port, and whether the address should begin with https://';

/** By the code of node, OpenSSL or undici: text, and whether another attempt may help. */
const unavailable: Readonly<Record<string, readonly [text: string, repeat: boolean]>> = {
  ECONNREFUSED: ['the connection was refused. Check that the server is running, and the address and port', true],
  ENOTFOUND: ['the name is not known to DNS. Check the address for typing errors', true],
  EAI_AGAIN: ['DNS did not answer. Check the name server of this machine', true],
  EHOSTUNREACH: [noRoute, true],
  ENETUNREACH: [noRoute, true],
  ECONNRESET: [closed, true],
  EPIPE: [closed, true],
  UND_ERR_SOCKET: [closed, true],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: [closed, true],
  ETIMEDOUT: [slow, true],
  UND_ERR_CONNECT_TIMEOUT: [slow, true],
  LINKSPAN_TIMEOUT: [slow, true],
  UND_ERR_DESTROYED: ['the application was closed', false],
  DEPTH_ZERO_SELF_SIGNED_CERT: [`its certificate is self-signed. ${trust}`, false],
  SELF_SIGNED_CERT_IN_CHAIN: [`its certificate is signed by an authority that is not trusted. ${trust}`, false],
  UNABLE_TO_GET_ISSUER_CERT: [`its certificate is signed by an authority that is not trusted. ${trust}`, false],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: [`its certificate is signed by an authority that is not trusted. ${trust}`, false],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: [
    `its certificate cannot be verified. Check that the web server sends the intermediate certificates too. ${trust}`,
    false,
  ],
  CERT_HAS_EXPIRED: ['its certificate has expired. Renew it there, and check the clock of this machine', false],
  CERT_NOT_YET_VALID: ['its certificate is not valid yet. Check the clock of this machine', false],
  CERT_REVOKED: ['its certificate was revoked. Install a new one there', false],
  ERR_TLS_CERT_ALTNAME_INVALID: [
    'its certificate is for another name. Use the name that the certificate is for, or install one for this name',
    false,
  ],
  EPROTO: [notTls, false],
  ERR_SSL_WRONG_VERSION_NUMBER: [notTls, false],
  ERR_SSL_PACKET_LENGTH_TOO_LONG: [notTls, false],
};

export function classifyFailure(error: unknown): Failure {
  const code = codeOf(error);
  const known = unavailable[code];
  if (known !== undefined) return { kind: 'unavailable', text: known[0], repeat: known[1] };
  if (code === 'LINKSPAN_FORBIDDEN_ADDRESS') {
    const text =
      'its address is link-local or a cloud metadata service, which Linkspan never connects to. Check the name';
    return { kind: 'invalid', text, repeat: false };
  }
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE' || code === 'UND_ERR_HEADERS_OVERFLOW') {
    return {
      kind: 'invalid',
      text: 'the answer is larger than allowed. Check what the address leads to',
      repeat: false,
    };
  }
  if (code.startsWith('HPE_') || code === 'HTTPParserError')
    return { kind: 'unavailable', text: notHttp, repeat: false };
  if (code.startsWith('ERR_SSL_')) {
    return {
      kind: 'unavailable',
      text: `TLS could not be set up (${code}). Check the web server's TLS settings`,
      repeat: false,
    };
  }
  return { kind: 'unavailable', text: `the connection failed (${code})`, repeat: true };
}

/** A stand-in for an error of node or undici, which may carry sockets and pieces of the answer: its code or name alone. */
export function plainCause(error: unknown): Error {
  return new Error(codeOf(error));
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
