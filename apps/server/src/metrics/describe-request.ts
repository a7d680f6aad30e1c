import type { ScimRequestStart } from '../http/request-observer.js';

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);
const resources = new Set(['Users', 'Groups', 'Bulk', 'Me', 'Schemas', 'ResourceTypes', 'ServiceProviderConfig']);

/** Labels of a request. Anybody on the internet can send one: what is not known is `other`, so that labels stay few. */
export function describeRequest(
  { client, method, path }: ScimRequestStart,
  isClient: (name: string) => boolean,
): Readonly<Record<'client' | 'method' | 'resource', string>> {
  const [, resource = ''] = path.split('/');
  return {
    client: isClient(client) ? client : 'other',
    method: methods.has(method) ? method : 'other',
    resource: resources.has(resource) ? resource : 'other',
  };
}
