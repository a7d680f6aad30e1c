import type { IncomingHttpHeaders } from 'node:http';
import type { ScimScope } from '@linkspan/core';
import { parseAuthorization } from '../authentication/parse-authorization.js';
import { OauthError } from './oauth-error.js';

/** What somebody asks for at the token endpoint, and as whom. */
export interface TokenGrant {
  readonly clientId: string;
  /** Mostly one. Two where the header can be read in two ways: as RFC 6749 §2.3.1 has it, and as most clients write it. */
  readonly secrets: readonly Secret[];
  readonly scopes: readonly ScimScope[];
}

export interface Secret {
  readonly clientId: string;
  readonly secret: string;
}

const known: readonly ScimScope[] = ['read', 'write'];

/**
 * RFC 6749 §4.4.2, with the client in the header (`client_secret_basic`) or in the body (`client_secret_post`).
 * @throws OauthError
 */
export function readTokenRequest(headers: IncomingHttpHeaders, body: string): TokenGrant {
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  if (type.trim().toLowerCase() !== 'application/x-www-form-urlencoded')
    throw new OauthError('invalid_request', 'Send the parameters as application/x-www-form-urlencoded.');
  const form = readForm(body);
  const secrets = readSecrets(headers.authorization, form);
  const [first] = secrets;
  if (first === undefined) throw new OauthError('invalid_client', 'Send client id and secret.', { status: 401 });
  const grant = form.get('grant_type');
  if (grant === undefined) throw new OauthError('invalid_request', 'grant_type is missing. Send client_credentials.');
  if (grant !== 'client_credentials')
    throw new OauthError('unsupported_grant_type', 'Only client_credentials is granted here.');
  return { clientId: first.clientId, secrets, scopes: readScopes(form.get('scope')) };
}

/** A parameter without a value counts as left out, one that comes twice is refused (RFC 6749 §3.2). */
function readForm(body: string): ReadonlyMap<string, string> {
  const form = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(body)) {
    if (value === '') continue;
    if (form.has(name)) throw new OauthError('invalid_request', 'A parameter came twice.');
    form.set(name, value);
  }
  return form;
}

function readSecrets(authorization: string | undefined, form: ReadonlyMap<string, string>): readonly Secret[] {
  const clientId = form.get('client_id');
  const secret = form.get('client_secret');
  if (authorization === undefined) return clientId === undefined || secret === undefined ? [] : [{ clientId, secret }];
  if (secret !== undefined)
    throw new OauthError('invalid_request', 'Send the secret in the header or in the body, not in both.');
  const credentials = parseAuthorization(authorization);
  if (credentials?.scheme !== 'basic') return [];
  const plain = { clientId: credentials.username, secret: credentials.password };
  const decoded = { clientId: decode(plain.clientId), secret: decode(plain.secret) };
  const isSame = decoded.clientId === plain.clientId && decoded.secret === plain.secret;
  const found = isSame ? [plain] : [decoded, plain];
  if (clientId !== undefined && !found.some((one) => one.clientId === clientId))
    throw new OauthError('invalid_request', 'client_id in the body is another than in the header.');
  return found;
}

function readScopes(text: string | undefined): readonly ScimScope[] {
  const words = (text ?? '').split(' ').filter((word) => word !== '');
  const scopes = known.filter((scope) => words.includes(scope));
  if (words.some((word) => !known.some((scope) => scope === word)))
    throw new OauthError('invalid_scope', 'Known scopes are read and write. Leave scope out for both.');
  return scopes.length > 0 ? scopes : known;
}

/** As a form's value; what is none stays as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
