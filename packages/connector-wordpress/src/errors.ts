import { ConnectorError, type ConnectorErrorKind, type HttpResponse } from '@linkspan/core';
import { z } from 'zod';

/** WordPress's `WP_Error` as its REST API shows it. */
const wordPressError = z.object({
  code: z.string(),
  message: z.string().catch(''),
  data: z
    .object({
      // Names in a list where a parameter is missing, else by name what is wrong with it.
      params: z
        .union([z.array(z.string()), z.record(z.string(), z.string())])
        .optional()
        .catch(undefined),
      details: z
        .record(z.string(), z.object({ code: z.string() }))
        .optional()
        .catch(undefined),
    })
    .nullish()
    .catch(undefined),
});

type WordPressError = z.output<typeof wordPressError>;

export interface Attempted {
  /** "create an account": completes "WordPress refused to …". */
  readonly to: string;
  /** A write whose fate is unknown must be looked up before it is sent again. */
  readonly write: boolean;
}

/** WordPress itself says so; or the companion does, of a network of sites. */
export function isNoRoute({ status, json }: HttpResponse): boolean {
  const parsed = wordPressError.safeParse(json);
  if (!parsed.success) return false;
  const { code } = parsed.data;
  return (status === 404 && code === 'rest_no_route') || (status === 501 && code === 'linkspan_multisite');
}

const appPassword =
  'Create a new one in WordPress under Users > Profile > Application Passwords, and put it into the configuration.';

/** Which capability a refusal asks for. The role of the service account decides about it. */
const capabilities: Readonly<Record<string, string>> = {
  rest_forbidden_context: 'list_users',
  rest_user_cannot_view: 'list_users',
  rest_forbidden_orderby: 'list_users',
  rest_cannot_create_user: 'create_users',
  rest_cannot_edit: 'edit_users',
  rest_cannot_edit_roles: 'promote_users',
  rest_user_cannot_delete: 'delete_users',
  rest_cannot_list_application_passwords: 'edit_users',
  rest_cannot_delete_application_passwords: 'edit_users',
  linkspan_forbidden: 'edit_users and list_users',
};

/** Codes that mean the same whatever the status beside them: several are sent as a 500 (W4, W5). */
const byCode: Readonly<Record<string, readonly [kind: ConnectorErrorKind, field?: string]>> = {
  existing_user_login: ['conflict', 'username'],
  existing_user_email: ['conflict', 'email'],
  rest_user_invalid_id: ['not-found'],
  rest_user_invalid_email: ['invalid', 'email'],
  rest_user_invalid_argument: ['unsupported', 'username'],
  rest_user_invalid_role: ['invalid', 'roles'],
  rest_user_invalid_slug: ['invalid', 'slug'],
  rest_user_invalid_reassign: ['invalid', 'reassignTo'],
  user_login_too_long: ['invalid', 'username'],
  user_url_too_long: ['invalid', 'url'],
  user_nicename_too_long: ['invalid', 'slug'],
  invalid_username: ['invalid', 'username'],
  empty_user_login: ['invalid', 'username'],
  rest_cannot_delete: ['unsupported'],
  rest_trash_not_supported: ['unsupported'],
  rest_no_route: ['unsupported'],
  linkspan_protected: ['unsupported'],
  linkspan_out_of_reach: ['unsupported'],
  linkspan_external_id_taken: ['conflict', 'linkspan_external_id'],
  application_passwords_disabled: ['unsupported'],
  application_passwords_disabled_for_user: ['unsupported'],
};

/** What an answer that is not a success means. The code decides, not the status. */
export function toConnectorError(response: HttpResponse, attempted: Attempted): ConnectorError {
  const parsed = wordPressError.safeParse(response.json);
  return parsed.success ? judgeCode(parsed.data, response, attempted) : judgeStatus(response, attempted);
}

function judgeCode(error: WordPressError, { status }: HttpResponse, { to, write }: Attempted): ConnectorError {
  const { code } = error;
  const said = `wordpress: WordPress refused to ${to} (${status} ${code}): ${plainText(error.message)}`;
  if (status === 401) {
    return new ConnectorError(
      'auth',
      `wordpress: the log-in or application password was refused (401 ${code}). ${appPassword}`,
    );
  }
  const capability = capabilities[code];
  if (status === 403 && capability !== undefined) {
    return new ConnectorError(
      'unsupported',
      `${said} Give the service account a role with the capability ${capability}.`,
    );
  }
  if (code === 'rest_invalid_param' || code === 'rest_missing_callback_param') return judgeParameters(error, said);
  const known = byCode[code];
  if (known !== undefined) {
    const [kind, field] = known;
    return new ConnectorError(kind, said, field === undefined ? {} : { field });
  }
  if (status >= 500) {
    // `internal_server_error` is a PHP fatal error: how far the request came is not known.
    return new ConnectorError('unavailable', `${said} Look into the PHP error log of the site.`, {
      outcomeUnknown: write,
    });
  }
  return new ConnectorError(status === 403 ? 'unsupported' : 'invalid', said);
}

function judgeParameters({ data }: WordPressError, said: string): ConnectorError {
  const params = data?.params ?? [];
  const field = Array.isArray(params) ? params[0] : Object.keys(params)[0];
  const detail = Array.isArray(params) || field === undefined ? '' : ` ${plainText(params[field] ?? '')}`;
  return new ConnectorError('invalid', `${said}.${detail}`, field === undefined ? {} : { field });
}

/** Something other than WordPress answered: a web server, a firewall, a log-in in front of the site, PHP's white page. */
function judgeStatus({ status, headers }: HttpResponse, { to, write }: Attempted): ConnectorError {
  const said = `wordpress: could not ${to}, the answer (${status}) is not WordPress's`;
  if (status === 401) {
    return new ConnectorError(
      'auth',
      `${said}: a web server in front of the site asks for credentials of its own. Exempt its REST API.`,
    );
  }
  if (status >= 300 && status < 400) {
    const target = headers.location === undefined ? 'an unnamed place' : withoutQuery(headers.location);
    return new ConnectorError(
      'unavailable',
      `${said} but a redirect to ${target}. Put the address that it leads to into url.`,
    );
  }
  if (status >= 200 && status < 300) {
    const hint = 'Look whether PHP shows its warnings on the site (WP_DEBUG_DISPLAY), or a page cache answers for it.';
    return new ConnectorError('unavailable', `${said}. ${hint}`, { outcomeUnknown: write });
  }
  const hint =
    status < 500
      ? 'Look for a firewall or security plugin that blocks its REST API.'
      : 'Look into the log of its web server.';
  return new ConnectorError('unavailable', `${said}. ${hint}`, { outcomeUnknown: write && status >= 500 });
}

/** What follows the path may be a secret: a log-in in front of the site passes tokens there. */
export function withoutQuery(location: string): string {
  return location.split(/[?#]/, 1)[0] ?? '';
}

function plainText(html: string): string {
  return html.replace(/<[^>]*>/g, '').trim();
}
