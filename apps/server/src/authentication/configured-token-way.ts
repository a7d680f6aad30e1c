import { hashToken } from '../tokens/token-text.js';
import { everything } from './everything.js';
import { isOneOf } from './is-one-of.js';
import type { Way } from './way.js';

/** A bearer token from the configuration. Others may still be stored ones. */
export const configuredTokenWay: Way = (credentials, { client, tokens }) => {
  if (credentials.scheme !== 'bearer') return undefined;
  const known = isOneOf(tokens, hashToken(credentials.token));
  return known && client ? { caller: { client, scopes: everything } } : undefined;
};
