import type { FakeSite } from './fake-site.js';
import { type FakeAnswer, invalidParameter } from './rest-error.js';

export type Fields = Readonly<Record<string, unknown>>;

/** What the schema and its callbacks refuse before a handler runs. */
export function refuseFields(site: FakeSite, fields: Fields): FakeAnswer | undefined {
  const { username, email, password, locale } = fields;
  if (username !== undefined && !isLogin(username)) {
    const message = 'This username is invalid because it uses illegal characters. Please enter a valid username.';
    return invalidParameter('username', 'rest_user_invalid_username', message);
  }
  // Null passes for "not given" here, and as an empty value later (W9).
  if (email !== undefined && email !== null && !isEmail(email)) {
    return invalidParameter('email', 'rest_invalid_email', 'Invalid email address.');
  }
  if (password !== undefined && (typeof password !== 'string' || password === '' || password.includes('\\'))) {
    const message = password === '' ? 'Passwords cannot be empty.' : 'Passwords cannot contain the "\\" character.';
    return invalidParameter('password', 'rest_user_invalid_password', message);
  }
  const locales = ['', 'en_US', ...site.locales];
  if (locale !== undefined && !locales.includes(String(locale))) {
    const message = `locale is not one of ${locales.slice(0, -1).join(', ')} and ${locales.at(-1)}.`;
    return invalidParameter('locale', 'rest_not_in_enum', message);
  }
  for (const name of ['name', 'first_name', 'last_name', 'nickname', 'description']) {
    const value = fields[name];
    if (value !== undefined && value !== null && typeof value !== 'string') {
      return invalidParameter(name, 'rest_invalid_type', `${name} is not of type string.`);
    }
  }
  return undefined;
}

function isLogin(value: unknown): boolean {
  return (
    typeof value === 'string' && /^[A-Za-z0-9 _.@-]+$/.test(value) && value.trim() === value && !value.includes('  ')
  );
}

function isEmail(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@([A-Za-z0-9-]+\.)+[A-Za-z0-9-]+$/.test(value);
}
