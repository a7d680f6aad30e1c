import { Buffer } from 'node:buffer';
import { z } from 'zod';
import type { ConnectorContext } from '../connector/connector.js';
import { ConnectorError } from '../connector/connector-error.js';
import type { HttpRequest } from '../connector/http-client.js';
import type { ScimCredentials } from './scim-credentials.js';

/** The header that signs a request in. */
export interface Authorization {
  /** Of one token: the same until it is forgotten or about to expire. */
  header(): Promise<string>;
  /** Forgets the token that made `header`, which the server refused. False: there is no other to be had. */
  forget(header: string): boolean;
}

type ClientCredentials = Extract<ScimCredentials, { kind: 'client-credentials' }>;

const tokenSchema = z.object({
  access_token: z.string().min(1),
  // Numbers are sent as strings, too.
  expires_in: z.coerce.number().nullish().catch(undefined),
});

/** A token is not used to its very last second: the request takes time, and clocks differ. */
const spare = 30_000;

export function createAuthorization(
  name: string,
  credentials: ScimCredentials,
  context: ConnectorContext,
): Authorization {
  if (credentials.kind === 'bearer') {
    const header = `Bearer ${credentials.token}`;
    return { header: async () => header, forget: () => false };
  }
  const fetchToken = createTokenReader(name, credentials, context);
  let kept: { readonly header: string; readonly until: number } | undefined;
  let under: Promise<string> | undefined;

  async function renew(): Promise<string> {
    const { access_token: token, expires_in: seconds } = await fetchToken();
    const header = `Bearer ${token}`;
    const until = typeof seconds === 'number' ? context.now() + seconds * 1_000 - spare : Number.POSITIVE_INFINITY;
    kept = { header, until };
    return header;
  }

  return {
    async header() {
      if (kept !== undefined && context.now() < kept.until) return kept.header;
      // However many requests wait for it, it is asked for once.
      under ??= renew().finally(() => {
        under = undefined;
      });
      return under;
    },
    forget(header) {
      if (kept?.header === header) kept = undefined;
      return true;
    },
  };
}

function createTokenReader(name: string, credentials: ClientCredentials, context: ConnectorContext) {
  const { origin, pathname, search } = new URL(credentials.tokenUrl);
  const http = context.http({ baseUrl: origin });
  return async () => {
    const request = { method: 'POST', path: `${pathname}${search}`, ...tokenRequest(credentials) } as const;
    const response = await http.request(request, context.signal);
    const parsed = tokenSchema.safeParse(response.json);
    if (response.status === 200 && parsed.success) return parsed.data;
    const code = z.object({ error: z.string().max(50) }).safeParse(response.json).data?.error ?? '';
    const said = `${name}: ${origin}${pathname} gave no token (${[response.status, code].join(' ').trim()}).`;
    if (response.status === 400 || response.status === 401) {
      throw new ConnectorError(
        'auth',
        `${said} Check clientId, clientSecret and scope, and whether the client may use the client credentials grant.`,
      );
    }
    throw new ConnectorError('unavailable', `${said} Check tokenUrl, and look into the log of the server there.`);
  };
}

/** Id and secret are encoded as a form before they are joined: RFC 6749 §2.3.1. */
function tokenRequest({
  clientId,
  clientSecret,
  scope,
  sentIn = 'header',
}: ClientCredentials): Pick<HttpRequest, 'form' | 'headers'> {
  const form = { grant_type: 'client_credentials', ...(scope !== undefined && { scope }) };
  if (sentIn === 'body') return { form: { ...form, client_id: clientId, client_secret: clientSecret } };
  const encode = (text: string) => new URLSearchParams({ '': text }).toString().slice(1);
  const joined = Buffer.from(`${encode(clientId)}:${encode(clientSecret)}`).toString('base64');
  return { form, headers: { authorization: `Basic ${joined}` } };
}
