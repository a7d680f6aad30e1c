import { Buffer } from 'node:buffer';
import type { FakeAnswer } from './fake-message.js';
import type { FakeOptions } from './fake-options.js';

/** Who may call: the bearer of one fixed token, or of those that the token endpoint gives out. */
export function createTokens(oauth: FakeOptions['oauth']) {
  const fixed = 'fake-token';
  const clientId = 'linkspan: hub';
  const clientSecret = 'secret/é';
  const uses = new Map<string, number>();
  let given = 0;

  function isClient(authorization: string | undefined, form: URLSearchParams): boolean {
    if (form.get('client_id') === clientId && form.get('client_secret') === clientSecret) return true;
    const decoded = Buffer.from(authorization?.replace(/^Basic /, '') ?? '', 'base64').toString();
    const [id, secret] = decoded.split(':').map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
    return id === clientId && secret === clientSecret;
  }

  return {
    fixed,
    clientId,
    clientSecret,
    given: () => given,
    give(authorization: string | undefined, body: string): FakeAnswer {
      const form = new URLSearchParams(body);
      const headers = { 'content-type': 'application/json' };
      if (form.get('grant_type') !== 'client_credentials' || !isClient(authorization, form))
        return { status: 401, headers, body: JSON.stringify({ error: 'invalid_client' }) };
      given += 1;
      const token = `given-${given}`;
      uses.set(token, oauth?.uses ?? 0);
      return {
        status: 200,
        headers,
        body: JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: 3600 }),
      };
    },
    accept(authorization: string | undefined): boolean {
      const token = authorization?.replace(/^Bearer /, '') ?? '';
      if (oauth === undefined) return token === fixed;
      const left = uses.get(token) ?? 0;
      uses.set(token, left - 1);
      return left > 0;
    },
  };
}
