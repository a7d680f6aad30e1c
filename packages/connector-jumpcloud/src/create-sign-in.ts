import { Buffer } from 'node:buffer';
import { type ConnectorContext, ConnectorError } from '@linkspan/core';
import { z } from 'zod';
import type { Config } from './config.js';
import { toConnectorError } from './errors.js';
import { parseAnswer } from './parse-answer.js';

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.number().default(3600) });

interface Token {
  readonly value: string;
  /** Milliseconds since 1970. */
  readonly ends: number;
}

/** A token that ends while it is on its way is as good as none. */
const margin = 60_000;

export interface SignIn {
  headers(): Promise<Readonly<Record<string, string>>>;
  /** The last headers were refused. True: there may be better ones now. */
  refused(): boolean;
}

/** By API key, or as a service account with a token of about an hour, which is made anew before it ends and once it is refused. */
export function createSignIn(config: Config, context: ConnectorContext, signInHost: string): SignIn {
  const organization = config.organization === undefined ? {} : { 'x-org-id': config.organization };
  const { apiKey, clientId, clientSecret } = config;
  if (apiKey !== undefined) {
    const headers = { 'x-api-key': apiKey, ...organization };
    return { headers: async () => headers, refused: () => false };
  }
  const credentials = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  const http = context.http({ baseUrl: signInHost, headers: { authorization: `Basic ${credentials}` } });
  let token: Promise<Token> | undefined;

  async function fetchToken(): Promise<Token> {
    const to = 'sign in as the service account';
    const form = { grant_type: 'client_credentials', scope: 'api' };
    // Whoever asked first may go away: the token is for all.
    const response = await http.request({ method: 'POST', path: '/oauth2/token', form }, context.signal);
    if (response.status === 400 || response.status === 401) {
      const text = `jumpcloud: client id or secret of the service account was refused (${response.status}). Make a new secret in the administrator console (Settings > Service Accounts), and put it into clientSecret.`;
      throw new ConnectorError('auth', text);
    }
    if (response.status !== 200) throw toConnectorError(response, { to, write: false });
    const { access_token, expires_in } = parseAnswer(tokenSchema, response.json, to);
    return { value: access_token, ends: context.now() + expires_in * 1000 - margin };
  }

  function renew(): Promise<Token> {
    const made = fetchToken();
    token = made;
    made.catch(() => {
      if (token === made) token = undefined;
    });
    return made;
  }

  return {
    async headers() {
      const held = await (token ?? renew());
      const { value } = held.ends > context.now() ? held : await renew();
      return { authorization: `Bearer ${value}`, ...organization };
    },
    refused() {
      token = undefined;
      return true;
    },
  };
}
