import type { ScimResponse } from '../message.js';
import type { ResourceType } from '../schema.js';
import { ScimError } from '../scim-error.js';
import type { Call } from './call.js';
import { createResource } from './create-resource.js';
import { deleteResource } from './delete-resource.js';
import { discover } from './discovery.js';
import { findRoute } from './find-route.js';
import { listResources } from './list-resources.js';
import { patchResource } from './patch-resource.js';
import { readResource } from './read-resource.js';
import { replaceResource } from './replace-resource.js';
import type { ScimScope } from './scim-client.js';
import { methodNotAllowed } from './scim-response.js';

type Handler = (call: Call, type: ResourceType, id: string) => Promise<ScimResponse>;
type Methods = ReadonlyMap<string, Handler>;

const collectionMethods: Methods = new Map<string, Handler>([
  ['GET', listResources],
  ['POST', createResource],
]);

const resourceMethods: Methods = new Map<string, Handler>([
  ['GET', readResource],
  ['PUT', replaceResource],
  ['PATCH', patchResource],
  ['DELETE', deleteResource],
]);

/** RFC 7644 §3.2: which step answers a path and a method. */
export async function dispatch(call: Call): Promise<ScimResponse> {
  const { method, path } = call.request;
  const route = findRoute(path, call.types);
  if (route === undefined) {
    throw new ScimError(
      404,
      `There is nothing at ${path}. Below the base URL are /Users, /Groups and /ServiceProviderConfig.`,
    );
  }
  if (route.kind === 'not-offered') {
    throw new ScimError(
      501,
      `${route.name} is not offered by this server. Use the plain operations on /Users and /Groups.`,
    );
  }
  if (route.kind !== 'resources') {
    return method === 'GET' ? discover(call, route) : methodNotAllowed(method, ['GET']);
  }
  const methods = route.id === undefined ? collectionMethods : resourceMethods;
  const handler = methods.get(method);
  if (handler === undefined) return methodNotAllowed(method, [...methods.keys()]);
  requireScope(call, method === 'GET' ? 'read' : 'write');
  return handler(call, route.type, route.id ?? '');
}

function requireScope({ client }: Call, scope: ScimScope): void {
  if (client.scopes.has(scope)) return;
  throw new ScimError(
    403,
    `This token may not ${scope}. Make one with the scope "${scope}", and enter it at the identity provider.`,
    { reason: `token scope ${scope}` },
  );
}
