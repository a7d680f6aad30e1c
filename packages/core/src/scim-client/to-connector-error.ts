import { z } from 'zod';
import { ConnectorError, type ConnectorErrorKind } from '../connector/connector-error.js';
import type { HttpResponse } from '../connector/http-client.js';

/** RFC 7644 §3.12, as little of it as we need. */
const errorSchema = z.object({
  schemas: z.unknown().optional(),
  scimType: z.string().nullish().catch(undefined),
  detail: z.string().nullish().catch(undefined),
});

export interface Attempted {
  /** "create a user": completes "the server refused to …". */
  readonly to: string;
  /** A write whose fate is unknown must be looked up before it is sent again. */
  readonly write: boolean;
  /** What a 404 is about. Of an endpoint it says that there is none. */
  readonly about: 'resource' | 'endpoint';
}

const kindOfType: Readonly<Record<string, ConnectorErrorKind>> = {
  uniqueness: 'conflict',
  mutability: 'unsupported',
  sensitive: 'unsupported',
};

const kindOfStatus: Readonly<Record<number, ConnectorErrorKind>> = {
  400: 'invalid',
  403: 'unsupported',
  405: 'unsupported',
  409: 'conflict',
  410: 'not-found',
  // Somebody else wrote in between, again and again.
  412: 'unavailable',
  413: 'invalid',
  415: 'unsupported',
  422: 'invalid',
  428: 'unsupported',
  501: 'unsupported',
};

const advice: Readonly<Record<number, string>> = {
  403: ' Give the token the right to do it.',
  412: ' It was changed there at the same time; it is tried again.',
};

/** The scimType of a refusal, where the server gave one. */
export function scimTypeOf({ json }: HttpResponse): string | undefined {
  return errorSchema.safeParse(json).data?.scimType ?? undefined;
}

/** What an answer that is not a success means: RFC 7644 §3.12. */
export function toConnectorError(name: string, response: HttpResponse, attempted: Attempted): ConnectorError {
  const { status } = response;
  const { to, write, about } = attempted;
  const parsed = errorSchema.safeParse(response.json);
  const type = parsed.data?.scimType ?? undefined;
  const detail = (parsed.data?.detail ?? '').slice(0, 300);
  const said = `${name}: the server refused to ${to} (${[status, type].join(' ').trim()})${detail === '' ? '.' : `: ${detail}`}`;
  if (status === 401) {
    return new ConnectorError(
      'auth',
      `${name}: the credentials were refused (401). Make a new token there, and put it in.`,
    );
  }
  // Something in front of the server, or in its place, answers with words of its own: its 404 says nothing about the resource.
  const isForeign = status === 404 ? response.text !== '' && !isScimError(parsed.data) : !parsed.success;
  if (isForeign) return judgeForeign(name, response, attempted);
  if (status === 404) {
    return about === 'resource'
      ? new ConnectorError('not-found', said)
      : new ConnectorError('unsupported', `${said} Check that the address is the SCIM base URL.`);
  }
  const kind = kindOfType[type ?? ''] ?? kindOfStatus[status] ?? (status >= 500 ? 'unavailable' : 'invalid');
  const field = kind === 'conflict' || kind === 'invalid' ? fieldIn(detail) : undefined;
  return new ConnectorError(kind, `${said}${advice[status] ?? ''}`, {
    ...(field !== undefined && { field }),
    outcomeUnknown: write && kind === 'unavailable' && status !== 412,
  });
}

function isScimError(error: z.output<typeof errorSchema> | undefined): boolean {
  return (error?.schemas ?? error?.detail ?? error?.scimType) != null;
}

/** Servers name the attribute at fault in their text only. */
function fieldIn(detail: string): string | undefined {
  return /\b(userName|externalId|displayName|emails|phoneNumbers|members)\b/i.exec(detail)?.[1];
}

function judgeForeign(
  name: string,
  { status, headers, text }: HttpResponse,
  { to, write, about }: Attempted,
): ConnectorError {
  const said = `${name}: could not ${to}, the answer (${status}) is not that of a SCIM server`;
  if (status >= 300 && status < 400) {
    const target = (headers.location ?? 'an unnamed place').split(/[?#]/, 1)[0];
    return new ConnectorError(
      'unavailable',
      `${said} but a redirect to ${target}. Put the address that it leads to into url.`,
    );
  }
  if (status === 405 || status === 501) return new ConnectorError('unsupported', `${said}: it has no such method.`);
  if (status >= 400 && status < 500 && text === '') {
    // Refused without a word, by status alone.
    const kind = kindOfStatus[status] ?? 'invalid';
    return new ConnectorError(
      kind === 'not-found' && about === 'endpoint' ? 'unsupported' : kind,
      `${said}: it has no text.`,
    );
  }
  return new ConnectorError('unavailable', `${said}. Check url, and what stands in front of the server.`, {
    outcomeUnknown: write && (status >= 500 || status < 300),
  });
}
