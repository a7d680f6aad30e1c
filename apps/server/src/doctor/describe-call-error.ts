const certificate = 'Clients refuse it.';

/** What stands between us and an answer, in words, with what to do; by Node's error codes. */
const causes: Readonly<Record<string, (host: string) => string>> = {
  ENOTFOUND: (host) => `${host} has no address in the DNS. Make an A or AAAA record, or correct server.publicUrl.`,
  EAI_AGAIN: (host) => `The DNS does not answer for ${host}. Try again, and look at the DNS of this machine.`,
  ECONNREFUSED: (host) =>
    `Nobody listens at ${host}. Start the server or the proxy in front of it, and look at the port in server.publicUrl.`,
  ECONNRESET: (host) => `The connection to ${host} was broken off. Look at the log of the proxy in front.`,
  EHOSTUNREACH: (host) => `There is no route to ${host}. Look at network and firewall.`,
  ENETUNREACH: (host) => `There is no route to ${host}. Look at network and firewall.`,
  ETIMEDOUT: (host) => `${host} does not answer. A firewall may drop what is sent to it.`,
  CERT_HAS_EXPIRED: (host) => `The certificate of ${host} has expired. ${certificate} Renew it.`,
  CERT_NOT_YET_VALID: (host) =>
    `The certificate of ${host} is not valid yet. Look at the clock of this machine, and at the certificate.`,
  ERR_TLS_CERT_ALTNAME_INVALID: (host) => `The certificate is not for ${host}. ${certificate} Get one for this name.`,
  DEPTH_ZERO_SELF_SIGNED_CERT: (host) =>
    `The certificate of ${host} is signed by itself. ${certificate} Get one of a public authority.`,
  SELF_SIGNED_CERT_IN_CHAIN: (host) =>
    `The certificate of ${host} is of an authority that nobody outside knows. ${certificate} Get one of a public authority.`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: (host) =>
    `${host} sends its certificate without the chain. ${certificate} Serve the full chain (fullchain.pem).`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: (host) =>
    `${host} sends its certificate without the chain, or it is of an authority that is not known. ${certificate} Serve the full chain (fullchain.pem).`,
  EPROTO: (host) =>
    `${host} does not speak TLS at this port, or no version of it that clients take. Look at the port in server.publicUrl.`,
  HPE_INVALID_CONSTANT: (host) => `${host} does not speak plain HTTP at this port. Write https:// in server.publicUrl.`,
};

export function describeCallError(error: unknown, { host }: URL, timeout: number): string {
  if (error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError')) {
    return `${host} has not answered within ${timeout / 1000} seconds. A firewall may drop what is sent to it, or the proxy in front waits for a server that does not run.`;
  }
  const code = codeOf(error);
  const text = code === undefined ? undefined : causes[code]?.(host);
  if (text !== undefined) return text;
  const message = error instanceof Error ? error.message : String(error);
  return `${host} could not be asked (${code ?? message}). Look at DNS, network, certificate and the proxy in front.`;
}

/** A host with several addresses brings one error for each. */
function codeOf(error: unknown): string | undefined {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    return error.code.startsWith('ERR_SSL_') ? 'EPROTO' : error.code;
  }
  return undefined;
}
