import type { RequestEntry } from './request-entry.js';
import { scimEndpoints } from './scim-endpoints.js';

/** All requests of senders who were not let in, whatever they ask: strangers choose what that is. */
export const refusedKind = 'refused';

type Judged = Pick<RequestEntry, 'method' | 'path' | 'status' | 'refused'>;

/**
 * What a request was, in few words of which there are few: `PUT Users/id`, `GET Groups`. Two of a kind tell the same of how far an
 * identity provider has come.
 */
export function kindOfRequest({ method, path, status, refused }: Judged): string {
  if (status === 401 || refused !== undefined) return refusedKind;
  const [endpoint = '', id] = pathOf(path)
    .split('/')
    .filter((segment) => segment !== '');
  const place = scimEndpoints.includes(endpoint) ? endpoint : 'other';
  if (id === undefined) return `${method} ${place}`;
  return `${method} ${place}/${id === '.search' ? id : 'id'}`;
}

/** Without the query, in which people are named. */
export function pathOf(path: string): string {
  return path.split('?', 1)[0] ?? '';
}
