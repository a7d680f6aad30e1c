import { ConnectorError, type HttpClient, type HttpResponse, isJsonObject } from '@linkspan/core';
import type { PushReceiver } from './event-receiver.js';

/** What became of one SET that was posted. `error` is for the operator. */
export type PostOutcome =
  | { readonly kind: 'taken' }
  /** This one is not wanted, as it is: it does not hold up the next. */
  | { readonly kind: 'refused'; readonly error: string }
  /** `wait`: milliseconds that the receiver asked for. */
  | { readonly kind: 'later'; readonly error: string; readonly wait?: number }
  /** All would be refused, until somebody has corrected something. */
  | { readonly kind: 'halted'; readonly error: string };

const longestText = 200;

/** RFC 8935 §2: posts one SET, and judges the answer. */
export async function postSet(
  http: HttpClient,
  token: string,
  { token: secret }: Pick<PushReceiver, 'token'>,
  signal: AbortSignal,
): Promise<PostOutcome> {
  const headers = { accept: 'application/json', ...(secret !== undefined && { authorization: `Bearer ${secret}` }) };
  try {
    const content = { type: 'application/secevent+jwt', body: token };
    return judge(await http.request({ method: 'POST', path: '', headers, content }, signal), secret);
  } catch (error) {
    if (!ConnectorError.is(error)) throw error;
    const wait = error.retryAfter === undefined ? {} : { wait: error.retryAfter };
    return { kind: 'later', error: error.message, ...wait };
  }
}

function judge(response: HttpResponse, secret: string | undefined): PostOutcome {
  const { status } = response;
  if (status >= 200 && status < 300) return { kind: 'taken' };
  const said = readReason(response, secret);
  if (status === 401 || status === 403)
    return {
      kind: 'halted',
      error: `it refused our credentials (${status}${said.text}). Correct token, or what it expects`,
    };
  if (status === 413) return { kind: 'refused', error: 'it is too large for the receiver (413)' };
  if (status === 400) return judgeRefusal(said);
  if (status >= 300 && status < 400)
    return {
      kind: 'later',
      error: `it redirects (${status}), and redirects are not followed: enter the final address`,
    };
  return { kind: 'later', error: `it answered ${status}${said.text}` };
}

/** RFC 8935 §2.4: an error that the next SET would meet as well must not use them up one by one. */
function judgeRefusal({ code, text }: { readonly code: string | undefined; readonly text: string }): PostOutcome {
  switch (code) {
    case 'invalid_key':
      return { kind: 'later', error: `it does not know our key (400${text}). It reads /.well-known/jwks.json anew` };
    case 'invalid_issuer':
    case 'invalid_audience':
      return {
        kind: 'halted',
        error: `it expects another issuer or audience (400${text}). Correct publicUrl or audience`,
      };
    case 'authentication_failed':
    case 'access_denied':
      return { kind: 'halted', error: `it refused our credentials (400${text}). Correct token, or what it expects` };
    default:
      return { kind: 'refused', error: `it answered 400${text}` };
  }
}

function readReason({ json }: HttpResponse, secret: string | undefined) {
  const { err, description } = isJsonObject(json) ? json : {};
  const code = typeof err === 'string' ? err : undefined;
  const words = [code, typeof description === 'string' ? description : undefined].filter((word) => word !== undefined);
  const said = words.join(': ').slice(0, longestText);
  const text = secret === undefined ? said : said.replaceAll(secret, '…');
  return { code, text: text === '' ? '' : `: ${text}` };
}
