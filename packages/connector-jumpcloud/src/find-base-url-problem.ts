/** Its client calls from the internet with the token in a header. */
export function findBaseUrlProblem({ protocol }: URL): string | undefined {
  if (protocol === 'https:') return undefined;
  return 'JumpCloud would send the token in clear. Give the server a certificate (server.tls) or a proxy with one, and say its address in server.publicUrl.';
}
