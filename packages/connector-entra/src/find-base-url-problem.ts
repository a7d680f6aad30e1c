/** Microsoft wants HTTPS, and looks at no other port than the URL names. */
export function findBaseUrlProblem({ protocol }: URL): string | undefined {
  if (protocol === 'https:') return undefined;
  return 'Entra calls over HTTPS only. Give the server a certificate (server.tls) or a proxy with one, and say its address in server.publicUrl.';
}
