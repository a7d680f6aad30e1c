import { ConnectorError, type HttpResponse } from '@linkspan/core';
import { z } from 'zod';

const refusalSchema = z.object({
  errors: z
    .array(
      z.object({
        detail: z.string().catch(''),
        source: z.object({ pointer: z.string() }).optional().catch(undefined),
      }),
    )
    .min(1),
});

/** REST's and OAuth's way of saying no. */
const messageSchema = z.object({ message: z.string() });

export interface Attempted {
  /** "create an account": completes "Drupal refused to …". */
  readonly to: string;
  /** A write whose fate is unknown must be looked up before it is sent again. */
  readonly write: boolean;
}

interface Refusal {
  readonly said: string;
  readonly field: string | undefined;
}

/** A refusal as a decision. Whether a 401 or 403 is one of the credentials is the caller's to find out: Drupal does not say (D2). */
export function toConnectorError(response: HttpResponse, attempted: Attempted): ConnectorError {
  const refusal = readRefusal(response.json);
  return refusal === undefined ? judgeStranger(response, attempted) : judge(refusal, response, attempted);
}

function readRefusal(json: unknown): Refusal | undefined {
  const parsed = refusalSchema.safeParse(json);
  if (parsed.success) {
    const { errors } = parsed.data;
    return { said: errors.map(({ detail }) => detail).join(' '), field: fieldOf(errors) };
  }
  const plain = messageSchema.safeParse(json);
  return plain.success ? { said: plain.data.message, field: undefined } : undefined;
}

/** `/data/attributes/mail/value` is about `mail`; an attribute that does not exist is only in the text. */
function fieldOf(
  errors: readonly { readonly detail: string; readonly source?: { readonly pointer: string } | undefined }[],
) {
  for (const { detail, source } of errors) {
    const [, pointed] = /^\/data\/(?:attributes|relationships)\/([^/]+)/.exec(source?.pointer ?? '') ?? [];
    const [, named] = /^The attribute (\w+) does not exist/.exec(detail) ?? [];
    const field = pointed ?? named ?? (/`user_role--user_role/.test(detail) ? 'roles' : undefined);
    if (field !== undefined) return field;
  }
  return undefined;
}

function judge({ said, field }: Refusal, { status }: HttpResponse, { to, write }: Attempted): ConnectorError {
  const text = `drupal: Drupal refused to ${to} (${status}): ${said}`;
  const about = field === undefined ? {} : { field };
  if (status === 401) return new ConnectorError('auth', `${text}. Look at the credentials in the configuration.`);
  if (status === 405 && /only read operations/.test(said)) {
    const advice = 'Switch it on under Configuration > Web services > JSON:API.';
    return new ConnectorError(
      'unsupported',
      `drupal: could not ${to}, the site's JSON:API does not accept writing (405). ${advice}`,
    );
  }
  if (field === 'roles' && (status === 404 || status === 400)) return new ConnectorError('invalid', text, about);
  if (status === 404) return new ConnectorError('not-found', text);
  if (status === 409) return new ConnectorError('conflict', text);
  if (status === 422 && /already (taken|exists)/.test(said)) {
    return new ConnectorError('conflict', `${text} Change one of the two.`, about);
  }
  if (status === 422 && /^The attribute \w+ does not exist/.test(said)) {
    const advice = 'Make it under Configuration > People > Account settings > Manage fields, or correct the mapping.';
    return new ConnectorError('unsupported', `drupal: the site has no field ${field}. ${advice}`, about);
  }
  if (status === 403) {
    return new ConnectorError(
      'unsupported',
      `${text} Give the role of the service account the permission under People > Permissions.`,
      about,
    );
  }
  if (status >= 500) {
    const advice = 'Look under Reports > Recent log messages of the site.';
    return new ConnectorError('unavailable', `${text} ${advice}`, { outcomeUnknown: write });
  }
  return new ConnectorError(status === 405 || status === 406 ? 'unsupported' : 'invalid', text, about);
}

/** Something other than JSON:API answered: a page of the site, a web server, a firewall. */
function judgeStranger({ status, headers }: HttpResponse, { to, write }: Attempted): ConnectorError {
  const said = `drupal: could not ${to}, the answer (${status}) is not JSON:API's`;
  if (status === 401) {
    const advice = 'A web server in front of the site asks for credentials of its own. Exempt /jsonapi.';
    return new ConnectorError('auth', `${said}. ${advice}`);
  }
  if (status >= 300 && status < 400) {
    const target = headers.location === undefined ? 'an unnamed place' : withoutQuery(headers.location);
    return new ConnectorError(
      'unavailable',
      `${said} but a redirect to ${target}. Put the address that it leads to into url.`,
    );
  }
  if (status === 404) {
    return new ConnectorError(
      'unavailable',
      `${said}. Look whether the module JSON:API is installed, and whether url is right.`,
    );
  }
  const advice =
    status >= 400 && status < 500
      ? 'Look for a firewall or module that blocks /jsonapi.'
      : 'Look under Reports > Recent log messages of the site, and into the log of its web server.';
  const outcomeUnknown = write && (status < 300 || status >= 500);
  return new ConnectorError('unavailable', `${said}. ${advice}`, { outcomeUnknown });
}

/** What follows the path may be a secret: a log-in in front of the site passes tokens there. */
export function withoutQuery(location: string): string {
  return location.split(/[?#]/, 1)[0] ?? '';
}
