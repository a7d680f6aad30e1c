import type { Address } from './parse-address.js';
import type { Problem } from './problem.js';

/** `HOST` and `PORT` win over `server.listen`. */
export function overrideAddress(
  listen: Address,
  environment: Readonly<Record<string, string | undefined>>,
): { readonly listen: Address; readonly problems: readonly Problem[] } {
  const { HOST, PORT } = environment;
  const port = PORT ? Number(PORT) : listen.port;
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) {
    return { listen: { host: HOST || listen.host, port }, problems: [] };
  }
  const remedy = 'Set PORT to a whole number from 0 to 65535, or unset it.';
  return { listen, problems: [{ path: 'PORT', message: `cannot be ${JSON.stringify(PORT)}`, remedy }] };
}
