import { everything } from './everything.js';
import { hashPassword } from './hash-password.js';
import { isOneOf } from './is-one-of.js';
import type { Way } from './way.js';

/** HTTP Basic (RFC 7617). */
export const basicWay: Way = (credentials, { client, passwords }) => {
  if (credentials.scheme !== 'basic') return undefined;
  const known = isOneOf(passwords, hashPassword(credentials.username, credentials.password));
  if (known && client) return { caller: { client, scopes: everything } };
  if (passwords.length === 0)
    return { refused: 'it came with a user name and password, and this client has no "basic"' };
  return { refused: 'the user name or the password is wrong' };
};
