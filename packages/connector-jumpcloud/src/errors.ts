import { ConnectorError, type ConnectorErrorKind, type HttpResponse } from '@linkspan/core';
import { z } from 'zod';
import { scalarFields } from './field-place.js';

/** Described as code, message and status; recorded as error and message. */
const errorSchema = z.object({ message: z.string().catch(''), error: z.string().catch('') });

export interface Attempted {
  /** "create an account": completes "JumpCloud refused to …". */
  readonly to: string;
  /** A write whose fate is unknown must be looked up before it is sent again. */
  readonly write: boolean;
}

/** How long an address that was blocked for abuse is left in peace; JumpCloud publishes no time. */
const blocked = 15 * 60_000;

const newKey =
  'Make a new one in the administrator console (your name at the top right > My API Key, or Settings > Service Accounts), and put it into the configuration.';

const uniqueFields = ['username', 'email', 'employeeIdentifier', 'name'] as const;

/** What an answer that is not a success means. */
export function toConnectorError(response: HttpResponse, { to, write }: Attempted): ConnectorError {
  const { status } = response;
  const said = textOf(response);
  const refused = `jumpcloud: JumpCloud refused to ${to} (${status})${said === '' ? '' : `: ${said}`}`;
  if (status === 401) return new ConnectorError('auth', `jumpcloud: ${describe401(said)}`);
  if (status === 403) return judge403(said, refused);
  if (status === 404) return judge404(response, to, refused);
  if (status === 409 || (status === 400 && isTaken(said))) {
    const field = uniqueFields.find((name) => new RegExp(`\\b${name}\\b`, 'i').test(said));
    return new ConnectorError('conflict', `${refused}.`, field === undefined ? {} : { field });
  }
  if (status >= 500) {
    const text = `${refused}. Look whether JumpCloud reports trouble (status.jumpcloud.com).`;
    return new ConnectorError('unavailable', text, { outcomeUnknown: write });
  }
  if (status >= 300 && status < 400) {
    const text = `jumpcloud: could not ${to}, the answer is a redirect (${status}). Look at region, and for a proxy in between.`;
    return new ConnectorError('unavailable', text);
  }
  const [, first] = /^["']?([A-Za-z]+)\b/.exec(said) ?? [];
  const field = ['name', ...scalarFields].find((name) => name === first);
  return new ConnectorError('invalid', `${refused}.`, field === undefined ? {} : { field });
}

function describe401(said: string): string {
  if (/org/i.test(said) && !/api key user/i.test(said)) {
    return `the credentials were refused (401): ${said}. This administrator has several organizations: put the id of the right one into organization.`;
  }
  const about = said === '' ? '' : `: ${said}`;
  return `the API key or token was refused (401)${about}. It may have expired or be for another region. ${newKey}`;
}

function judge403(said: string, refused: string): ConnectorError {
  if (/blocked|abuse/i.test(said)) {
    const text = `${refused}. JumpCloud has blocked the address of this server: it is left in peace for a while. Ask its support if that stays.`;
    return new ConnectorError('rate-limited', text, { retryAfter: blocked });
  }
  if (/\borg/i.test(said)) {
    return new ConnectorError(
      'auth',
      `${refused}. Where an administrator has one organization only, none may be named: leave organization out.`,
    );
  }
  return new ConnectorError(
    'unsupported',
    `${refused}. Give the administrator or service account a role that may manage users and groups.`,
  );
}

/** What a proxy says of a wrong address must not make somebody look deleted. */
function judge404(response: HttpResponse, to: string, refused: string): ConnectorError {
  if (!/^\s*</.test(response.text)) return new ConnectorError('not-found', `${refused}.`);
  const text = `jumpcloud: could not ${to}, the answer (404) is a page and not the API's. Look at region, and for a proxy in between.`;
  return new ConnectorError('unavailable', text);
}

function isTaken(said: string): boolean {
  return /already (exists|in use|taken|been taken)|must be unique|duplicate/i.test(said);
}

function textOf({ json, text }: HttpResponse): string {
  const parsed = errorSchema.safeParse(json);
  const said = parsed.success ? parsed.data.message || parsed.data.error : /^\s*[<{[]/.test(text) ? '' : text;
  return said.trim().slice(0, 300).replace(/\.+$/, '');
}

/** Whether it is a no of one of these kinds. */
export function isKind(error: unknown, ...kinds: readonly ConnectorErrorKind[]): error is ConnectorError {
  return ConnectorError.is(error) && kinds.includes(error.kind);
}

/** What fails once JumpCloud has done what it was asked. */
export function afterWrite(error: unknown): unknown {
  if (!ConnectorError.is(error)) return error;
  return new ConnectorError(error.kind, error.message, { outcomeUnknown: true, cause: error });
}
