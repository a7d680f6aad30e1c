import type { ServerSection } from '../config/configuration-schema.js';
import type { Problem } from '../config/problem.js';
import type { Client } from './client.js';

type Server = Pick<ServerSection, 'publicUrl' | 'tls' | 'trustProxy'>;

/** The application template of every custom application in Entra: what `aud` is in all of their tokens. */
const entraCustomApplication = '8adf8e6e-67b2-4cf2-a259-e3dc5476c621';
const byAddress = 'Name the proxies by address in server.trustProxy, such as "loopback" or ["10.0.0.0/8"].';

/** Weak choices in how clients prove themselves: they work, and protect less than they seem to. */
export function findAuthenticationWarnings(server: Server, clients: readonly Client[]): readonly Problem[] {
  return clients.flatMap((client) => [
    ...findPlainSecrets(server, client),
    ...findBlindAllowList(server, client),
    ...findForgedCertificate(server, client),
    ...findSharedIssuer(client),
  ]);
}

function findPlainSecrets({ publicUrl, tls }: Server, { name, passwords, oauth }: Client): readonly Problem[] {
  const isEncrypted = publicUrl === undefined ? tls !== undefined : publicUrl.startsWith('https:');
  if (isEncrypted || (passwords === undefined && oauth === undefined)) return [];
  const key = passwords === undefined ? 'oauth' : 'basic';
  return [
    {
      path: `clients.${name}.${key}`,
      message: 'sends its secret with requests, and nothing says that they come over HTTPS',
      remedy: 'Set server.tls, or server.publicUrl to the https:// address of the proxy in front.',
    },
  ];
}

function findBlindAllowList({ publicUrl, tls, trustProxy }: Server, { name, allow }: Client): readonly Problem[] {
  if (allow === undefined) return [];
  const path = `clients.${name}.allow`;
  if (trustProxy === true) {
    const message = 'is of no use while server.trustProxy is true: any caller may claim any address';
    return [{ path, message, remedy: byAddress }];
  }
  if (trustProxy !== false || tls || !publicUrl?.startsWith('https:')) return [];
  const message = "sees only the proxy's address, since server.trustProxy is not set";
  return [{ path, message, remedy: byAddress }];
}

function findForgedCertificate({ trustProxy }: Server, { name, mtls }: Client): readonly Problem[] {
  if (mtls === undefined) return [];
  const path = `clients.${name}.mtls`;
  if (trustProxy === false) {
    const message = 'lets nobody in: without server.trustProxy no proxy is believed';
    return [{ path, message, remedy: byAddress }];
  }
  if (typeof trustProxy === 'object' || typeof trustProxy === 'string') return [];
  const message = 'can be claimed by whoever reaches this server past the proxy: server.trustProxy names no address';
  return [{ path, message, remedy: byAddress }];
}

function findSharedIssuer({ name, jwt, allow }: Client): readonly Problem[] {
  if (jwt === undefined || allow !== undefined || jwt.subject !== undefined) return [];
  if (Object.keys(jwt.claims).length > 0 || ![jwt.audience].flat().includes(entraCustomApplication)) return [];
  return [
    {
      path: `clients.${name}.jwt`,
      message:
        'accepts what Entra sends to every custom application of the tenant, so that another of them could use it here',
      remedy: `Add clients.${name}.allow with the addresses of Entra, or enter a token of ours at Entra instead.`,
    },
  ];
}
