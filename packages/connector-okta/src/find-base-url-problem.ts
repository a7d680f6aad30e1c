/** Okta's client takes no host name with an underscore (reported for every kind of application). */
export function findBaseUrlProblem({ hostname }: URL): string | undefined {
  if (!hostname.includes('_')) return undefined;
  return `Okta takes no host with an underscore, and this one is ${hostname}. Give the server a name without one, and say it in server.publicUrl.`;
}
