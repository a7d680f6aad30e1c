/** Nothing is known that OneLogin refuses, but a token should not travel in clear. */
export function findBaseUrlProblem({ protocol }: URL): string | undefined {
  if (protocol === 'https:') return undefined;
  return 'OneLogin would send the token in clear. Give the server a certificate (server.tls) or a proxy with one, and say its address in server.publicUrl.';
}
