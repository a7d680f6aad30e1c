import { ScimError } from '../../scim-error.js';
import type { Call } from '../call.js';
import { findRoute } from '../find-route.js';

/** @throws ScimError 400 `invalidPath` for none, for a bulk request within this one, and for a search, whose answer nobody would get */
export function requirePlainPath({ types }: Call, path: string): void {
  const [place = ''] = path.split('?');
  const kind = findRoute(place, types)?.kind;
  if (place !== '' && kind !== 'bulk' && kind !== 'search' && kind !== 'root') return;
  const detail =
    place === ''
      ? 'An operation needs a "path", such as "/Users".'
      : `${place} cannot be part of a bulk request. Send it as a request of its own.`;
  throw new ScimError(400, detail, { scimType: 'invalidPath' });
}
