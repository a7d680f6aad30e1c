import type { RemoteTarget } from '@linkspan/core/conformance';

const patience = 30_000;

/** @throws with what to do, where there is no SCIM server, or none that lets us in. */
export async function reachScimServer({ url, headers = {} }: RemoteTarget): Promise<void> {
  const request = { headers: { accept: 'application/scim+json', ...headers }, redirect: 'manual' as const };
  const response = await fetch(`${url}/Users?count=1`, { ...request, signal: AbortSignal.timeout(patience) }).catch(
    (cause: unknown) => {
      throw new Error(`${url} cannot be reached: ${describe(cause)}. Check the address.`, { cause });
    },
  );
  await response.body?.cancel();
  const { status } = response;
  if (status === 401 || status === 403) {
    throw new Error(`${url} refused the credentials (${status}). Give others, with --token, --basic or --header.`);
  }
  if (status >= 300 && status < 400) {
    const to = response.headers.get('location') ?? 'elsewhere';
    throw new Error(`${url} sends us to ${to} (${status}). If that is where the server is, give that address.`);
  }
}

function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error && cause.cause.message !== '' ? cause.cause.message : cause.message;
}
