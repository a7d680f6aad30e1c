import { Buffer } from 'node:buffer';
import { type FakeAnswer, type FakeRequest, ok, refuse } from './fake-answer.js';
import type { FakeActor, FakeOrganization } from './fake-organization.js';

/** Who may come in, and how. */
export interface FakeAccess {
  /** Administrators by API key. */
  readonly keys: Map<string, FakeActor>;
  readonly serviceAccount: { readonly id: string; readonly secret: string };
  /** When each token ends, milliseconds since 1970. */
  readonly tokens: Map<string, number>;
  /** The administrators have several organizations. */
  readonly severalOrganizations: boolean;
}

/** Seconds. */
const tokenLife = 3600;

export function serveToken(access: FakeAccess, request: FakeRequest, now: number): FakeAnswer | undefined {
  if (request.method !== 'POST' || request.path !== '/oauth2/token') return undefined;
  const { id, secret } = access.serviceAccount;
  const form = new URLSearchParams(request.text);
  const basic = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
  if (request.headers['authorization'] !== basic) return { status: 401, body: { error: 'invalid_client' } };
  if (form.get('grant_type') !== 'client_credentials' || form.get('scope') !== 'api')
    return { status: 400, body: { error: 'invalid_request' } };
  const token = `token-${access.tokens.size + 1}`;
  access.tokens.set(token, now + tokenLife * 1000);
  return ok({ access_token: token, token_type: 'bearer', expires_in: tokenLife, scope: 'api' });
}

/** Who asks, or the refusal. */
export function admit(
  access: FakeAccess,
  { id, now }: FakeOrganization,
  { headers }: FakeRequest,
): { readonly actor: FakeActor } | { readonly refusal: FakeAnswer } {
  const actor = authenticate(access, headers, now());
  if (actor === undefined) return { refusal: refuse(401, 'Unauthorized', 'Unauthorized: api key user not found') };
  const named = headers['x-org-id'];
  if (access.severalOrganizations && named !== id)
    return { refusal: refuse(401, 'Unauthorized', 'Unauthorized: x-org-id is required') };
  if (!access.severalOrganizations && named !== undefined)
    return { refusal: refuse(403, 'Forbidden', 'Forbidden: org id is not allowed') };
  return { actor };
}

function authenticate(
  { keys, tokens, serviceAccount }: FakeAccess,
  headers: FakeRequest['headers'],
  now: number,
): FakeActor | undefined {
  const key = headers['x-api-key'];
  if (typeof key === 'string') return keys.get(key);
  const [, token = ''] = /^Bearer (.+)$/.exec(headers.authorization?.toString() ?? '') ?? [];
  return (tokens.get(token) ?? 0) > now ? { type: 'service_account', id: serviceAccount.id } : undefined;
}
