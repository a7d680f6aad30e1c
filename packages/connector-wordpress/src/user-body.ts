import { type Account, type Change, ConnectorError } from '@linkspan/core';
import { userRules } from './attributes.js';
import { chooseLocale } from './locale.js';
import { writableFields } from './writable-fields.js';

export type UserBody = Readonly<Record<string, string | readonly string[]>>;

/** The body of a create. Roles are left out where there are none: the site then gives its default role, and not none (W19). */
export function createBody(
  fields: Readonly<Record<string, unknown>>,
  password: string,
  locales: readonly string[],
): UserBody {
  const { roles, ...texts } = fields;
  const body: Record<string, string | readonly string[]> = { password };
  for (const [field, value] of Object.entries(texts)) {
    const text = toText(field, value);
    if (text !== undefined && text !== '') body[field] = text;
  }
  const given = toRoles(roles);
  return withLocale(given.length === 0 ? body : { ...body, roles: given }, locales);
}

/** The body of an update: only what is not so already, and never null (W9). Empty: nothing to write. */
export function updateBody(
  current: Account,
  change: Change,
  { locales, fallbackRole }: { readonly locales: readonly string[]; readonly fallbackRole: string },
): UserBody {
  const wanted: Record<string, string> = {};
  for (const [field, value] of Object.entries(change.set)) {
    const text = toText(field, value);
    if (text !== undefined) wanted[field] = text;
  }
  for (const field of change.cleared) wanted[field] = clearedText(field, current);
  const body: Record<string, string | readonly string[]> = Object.fromEntries(
    Object.entries(withLocale(wanted, locales)).filter(
      ([field, value]) => !isSame(field, value, current.fields[field]),
    ),
  );
  if ('username' in body) {
    throw new ConnectorError('unsupported', 'wordpress: a log-in cannot be changed in WordPress.', {
      field: 'username',
    });
  }
  const roles = nextRoles(current, change, fallbackRole);
  return roles === undefined ? body : { ...body, roles };
}

/** The complete list, as WordPress replaces it whole: what was there that we don't manage stays. Undefined: no change. */
function nextRoles(current: Account, change: Change, fallbackRole: string): readonly string[] | undefined {
  const there = toRoles(current.fields.roles);
  const removed = toRoles(change.removed.roles);
  const next = [
    ...new Set([...there.filter((role) => !removed.includes(role)), ...toRoles(change.added.roles)]),
  ].sort();
  // Without a role an active account would look like a deactivated one.
  if (next.length === 0 && there.length > 0) next.push(fallbackRole);
  return next.join() === [...there].sort().join() ? undefined : next;
}

export function toRoles(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((role) => typeof role === 'string') : [];
}

function toText(field: string, value: unknown): string | undefined {
  const longest = writableFields[field];
  if (longest === undefined) {
    // WordPress would ignore it and answer 200 (W21).
    const known = Object.keys(writableFields).join(', ');
    throw new ConnectorError('unsupported', `wordpress: there is no field ${field}. Map to one of ${known}.`, {
      field,
    });
  }
  if (value === undefined || value === null) return undefined;
  if (!['string', 'number', 'boolean'].includes(typeof value)) {
    throw new ConnectorError('invalid', `wordpress: ${field} takes a text. Map a single value to it.`, { field });
  }
  const text = String(value);
  // WordPress stores `&` as `&amp;`.
  const stored = field === 'name' ? text.replace(/[&<>]/g, '12345') : text;
  if ([...stored].length > longest) {
    throw new ConnectorError('invalid', `wordpress: ${field} is longer than the ${longest} characters that fit.`, {
      field,
    });
  }
  return text;
}

function clearedText(field: string, current: Account): string {
  if (field === 'email' || field === 'username') {
    throw new ConnectorError('invalid', `wordpress: an account cannot be without ${field}. Give the person one.`, {
      field,
    });
  }
  // WordPress puts the log-in where these are empty (W11): said outright, so that nothing is written where it stands there already.
  if (field === 'name' || field === 'nickname') return String(current.fields.username);
  return toText(field, '') ?? '';
}

function withLocale<Body extends UserBody>(body: Body, locales: readonly string[]): UserBody {
  const { locale, ...others } = body;
  if (typeof locale !== 'string') return body;
  if (locale === '') return { ...others, locale };
  const chosen = chooseLocale(locale, locales);
  // A language that the site has not installed would fail everything else of the request; the person then reads the site's own.
  return chosen === undefined ? others : { ...others, locale: chosen };
}

function isSame(field: string, desired: unknown, remote: unknown): boolean {
  if (remote === undefined) return false;
  if (desired === '' || remote === '') return desired === remote;
  const rule = userRules.rules.find((one) => one.remote === field);
  return rule?.same?.(desired, remote) ?? desired === remote;
}
