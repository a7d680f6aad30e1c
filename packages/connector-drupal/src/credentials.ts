import { Buffer } from 'node:buffer';
import { type ConnectorContext, ConnectorError } from '@linkspan/core';
import { z } from 'zod';
import type { JsonApiConfig } from './config.js';
import { keyOf } from './refused-credentials.js';

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.number().positive().catch(300) });

/** Milliseconds before its end that a token is renewed. */
const margin = 30_000;

/** What is sent to be somebody. */
export interface Credentials {
  /** By which a refusal of them is remembered. */
  readonly key: string;
  /** What an operator should look at: "the name or password". */
  readonly what: string;
  /** The `Authorization` header. `auth` where the site's token endpoint refuses. */
  authorization(signal: AbortSignal): Promise<string>;
  /** The site did not know the token: the next one is a new one. False where there is none to renew. */
  renew(): boolean;
}

export function createCredentials(config: JsonApiConfig, context: ConnectorContext): Credentials {
  const { url, username = '', password = '', clientId, clientSecret } = config;
  if (clientId !== undefined && clientSecret !== undefined) return oauth(url, { clientId, clientSecret }, context);
  const header = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  return {
    key: keyOf(['basic', url, username, password]),
    what: 'the name or password',
    authorization: async () => header,
    renew: () => false,
  };
}

/** The client credentials grant of the module Simple OAuth. */
function oauth(
  url: string,
  { clientId, clientSecret }: { readonly clientId: string; readonly clientSecret: string },
  { http, now }: ConnectorContext,
): Credentials {
  const client = http({ baseUrl: url });
  let token: { readonly header: string; readonly until: number } | undefined;
  return {
    key: keyOf(['oauth', url, clientId, clientSecret]),
    what: 'the OAuth client or its secret',
    async authorization(signal) {
      if (token !== undefined && now() < token.until) return token.header;
      const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
      const { status, json } = await client.request({ method: 'POST', path: '/oauth/token', form }, signal);
      const answer = tokenSchema.safeParse(json);
      if (status === 200 && answer.success) {
        const { access_token, expires_in } = answer.data;
        token = { header: `Bearer ${access_token}`, until: now() + expires_in * 1_000 - margin };
        return token.header;
      }
      if (status === 400 || status === 401) {
        throw new ConnectorError('auth', `drupal: the OAuth client or its secret was refused (${status}).`);
      }
      const advice = 'Look whether the module Simple OAuth is installed and has its keys.';
      throw new ConnectorError('unavailable', `drupal: /oauth/token gave no token (${status}). ${advice}`);
    },
    renew() {
      const had = token !== undefined;
      token = undefined;
      return had;
    },
  };
}
