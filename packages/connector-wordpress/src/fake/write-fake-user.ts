import { addUser, type FakeSite, findBy, isRole } from './fake-site.js';
import { can, type FakeUser } from './fake-user.js';
import { refuseMightier, refuseProtected } from './protect-fake-user.js';
import {
  errorWithoutStatus,
  type FakeAnswer,
  forbidden,
  missingParameters,
  noSuchUser,
  restError,
} from './rest-error.js';
import { showUser } from './show-user.js';
import { storedDescription, storedName, storedUrl } from './stored-text.js';
import { type Fields, refuseFields } from './validate-fields.js';

/** POST /wp/v2/users */
export function createFakeUser(site: FakeSite, actor: FakeUser | undefined, fields: Fields): FakeAnswer {
  const missing = ['username', 'email', 'password'].filter((name) => fields[name] === undefined);
  if (missing.length > 0) return missingParameters(missing);
  const refusal = refuseFields(site, fields) ?? refuseTakenId(site, actor, fields);
  if (refusal !== undefined) return refusal;
  if (!can(actor, 'create_users')) {
    return forbidden(actor !== undefined, 'rest_cannot_create_user', 'Sorry, you are not allowed to create new users.');
  }
  const roles = parseRoles(fields.roles);
  const unknown = refuseRoles(roles);
  if (unknown !== undefined) return unknown;
  const [login, email] = [String(fields.username), String(fields.email)];
  // None of these has a status of its own, so that all are a 500 (W4, W5); the log-in is looked at first.
  if (login.length > 60)
    return errorWithoutStatus('user_login_too_long', 'Username may not be longer than 60 characters.');
  if (findBy(site, 'login', login))
    return errorWithoutStatus('existing_user_login', 'Sorry, that username already exists!');
  if (findBy(site, 'email', email))
    return errorWithoutStatus('existing_user_email', 'Sorry, that email address is already used!');
  if (isLongUrl(fields)) return longUrl;
  const user = addUser(site, {
    login,
    email,
    password: String(fields.password),
    ...(roles !== undefined && { roles: [...roles] }),
  });
  const whole = [fields.first_name, fields.last_name].filter(Boolean).join(' ');
  store(site, user, { ...(whole !== '' && { name: whole }), ...fields });
  return { status: 201, headers: { location: `/wp-json/wp/v2/users/${user.id}` }, body: showUser(site, user, 'edit') };
}

/** PUT, PATCH and POST /wp/v2/users/{id}: all partial. */
export function updateFakeUser(site: FakeSite, actor: FakeUser | undefined, id: number, fields: Fields): FakeAnswer {
  const user = site.users.get(id);
  const refusal =
    refuseFields(site, fields) ??
    refuseTakenId(site, actor, fields, id) ??
    (user && losesRole(user, fields) ? refuseProtected(site, actor, user) : undefined) ??
    (user && refuseMightier(site, actor, user));
  if (refusal !== undefined) return refusal;
  if (user === undefined) return noSuchUser;
  if (!can(actor, 'edit_users') && actor?.id !== id) {
    return forbidden(actor !== undefined, 'rest_cannot_edit', 'Sorry, you are not allowed to edit this user.');
  }
  const roles = parseRoles(fields.roles);
  if (roles !== undefined && roles.length > 0 && !can(actor, 'promote_users')) {
    return forbidden(
      actor !== undefined,
      'rest_cannot_edit_roles',
      'Sorry, you are not allowed to edit roles of this user.',
    );
  }
  const holder = typeof fields.email === 'string' ? findBy(site, 'email', fields.email) : undefined;
  // Not the code that a create gives (W6).
  if (holder !== undefined && holder.id !== id)
    return restError(400, 'rest_user_invalid_email', 'Invalid email address.');
  if (fields.username !== undefined && fields.username !== user.login) {
    return restError(400, 'rest_user_invalid_argument', 'Username is not editable.');
  }
  if ([...site.users.values()].some((one) => one.id !== id && one.slug === fields.slug)) {
    return restError(400, 'rest_user_invalid_slug', 'Invalid slug.');
  }
  const unknown = refuseRoles(roles);
  if (unknown !== undefined) return unknown;
  if (isLongUrl(fields)) return longUrl;
  if (fields.email !== undefined && fields.email !== user.email)
    site.mails.push({ to: user.email, subject: 'Email Changed' });
  if (fields.password !== undefined) site.mails.push({ to: user.email, subject: 'Password Changed' });
  store(site, user, fields);
  if (roles !== undefined) user.roles = [...new Set(roles)];
  // Looked at last, when everything else has been written (W22).
  const preferences = metaOf(fields).persisted_preferences;
  if (preferences !== undefined && typeof preferences !== 'object') {
    return restError(400, 'rest_invalid_type', 'meta.persisted_preferences is not of type object.');
  }
  if (site.companion !== undefined && metaOf(fields).linkspan_suspended !== undefined) {
    const message = 'Sorry, you are not allowed to edit the linkspan_suspended custom field.';
    return restError(403, 'rest_cannot_update', message, { key: 'linkspan_suspended' });
  }
  return { status: 200, body: showUser(site, user, 'edit') };
}

const longUrl = errorWithoutStatus('user_url_too_long', 'User URL may not be longer than 100 characters.');

function isLongUrl({ url }: Fields): boolean {
  return typeof url === 'string' && url.length > 100;
}

function metaOf({ meta }: Fields): Fields {
  return (meta ?? {}) as Fields;
}

/** The companion's own refusal, before anything is done; who may not see accounts is refused by WordPress. */
function refuseTakenId(
  site: FakeSite,
  actor: FakeUser | undefined,
  fields: Fields,
  id?: number,
): FakeAnswer | undefined {
  const wanted = metaOf(fields).linkspan_external_id;
  if (site.companion === undefined || typeof wanted !== 'string' || !can(actor, 'list_users')) return undefined;
  const isTaken = [...site.users.values()].some((user) => user.id !== id && user.externalId === wanted.trim());
  if (wanted.trim() === '' || !isTaken) return undefined;
  return restError(409, 'linkspan_external_id_taken', 'Another account has this external id already.');
}

function losesRole(user: FakeUser, fields: Fields): boolean {
  const roles = parseRoles(fields.roles);
  return roles !== undefined && user.roles.some((role) => !roles.includes(role));
}

function store(site: FakeSite, user: FakeUser, fields: Fields): void {
  const externalId = metaOf(fields).linkspan_external_id;
  if (site.companion !== undefined && typeof externalId === 'string') user.externalId = externalId.trim();
  const text = (name: string) => (fields[name] === null ? '' : String(fields[name]));
  if (typeof fields.slug === 'string') user.slug = fields.slug;
  if ('email' in fields) user.email = text('email');
  if ('url' in fields) user.url = storedUrl(text('url'));
  if ('first_name' in fields) user.firstName = storedName(text('first_name'));
  if ('last_name' in fields) user.lastName = storedName(text('last_name'));
  // Never empty (W11).
  if ('nickname' in fields) user.nickname = storedName(text('nickname')) || user.login;
  if ('name' in fields) user.displayName = storedName(text('name')) || user.login;
  if ('description' in fields) user.description = storedDescription(text('description'));
  if ('locale' in fields) user.locale = text('locale');
  if ('password' in fields) user.password = text('password');
}

/** A list, or a text with commas. */
function parseRoles(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return value.split(',').filter(Boolean);
  return Array.isArray(value) ? value.map(String) : undefined;
}

function refuseRoles(roles: readonly string[] | undefined): FakeAnswer | undefined {
  const unknown = roles?.find((role) => !isRole(role));
  return unknown === undefined
    ? undefined
    : restError(400, 'rest_user_invalid_role', `The role ${unknown} does not exist.`);
}
