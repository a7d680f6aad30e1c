import type { ScimResponse } from '../message.js';
import type { ResourceType } from '../schema.js';
import { ScimError } from '../scim-error.js';
import type { Perform } from './bulk/create-bulk-run.js';
import { runBulk } from './bulk/run-bulk.js';
import type { Call } from './call.js';
import { createResource } from './create-resource.js';
import { deleteResource } from './delete-resource.js';
import { discover } from './discovery.js';
import { findMe } from './find-me.js';
import { findRoute } from './find-route.js';
import { listResources } from './list-resources.js';
import { listRoot } from './list-root.js';
import { noteMediaType } from './note-media-type.js';
import { patchResource } from './patch-resource.js';
import { readResource } from './read-resource.js';
import { replaceResource } from './replace-resource.js';
import type { ScimScope } from './scim-client.js';
import { methodNotAllowed } from './scim-response.js';
import { searchResources } from './search-resources.js';

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

/** RFC 7644 §3.2: which step answers a path and a method. `perform` answers one of the requests that a bulk request is made of. */
export async function dispatch(call: Call, perform: Perform): Promise<ScimResponse> {
  const { method, path } = call.request;
  noteMediaType(call.request, call.tolerate);
  const route = findRoute(path, call.types);
  if (route === undefined) {
    const endpoints = call.types.map(({ endpoint }) => endpoint).join(', ');
    throw new ScimError(
      404,
      `There is nothing at ${path}. Below the base URL are ${endpoints} and /ServiceProviderConfig.`,
    );
  }
  switch (route.kind) {
    case 'resources': {
      const { type, id = '' } = route;
      return answer(call, route.id === undefined ? collectionMethods : resourceMethods, async () => ({ type, id }));
    }
    case 'me': {
      const { me } = call.client;
      if (me !== undefined) return answer(call, resourceMethods, () => findMe(call, me));
      throw new ScimError(
        501,
        'This client is nobody, so there is no /Me. Ask for /Users, or have its operator set "me".',
      );
    }
    case 'root':
      if (method !== 'GET') return methodNotAllowed(method, ['GET']);
      requireScope(call, 'read');
      return listRoot(call);
    case 'search':
      if (method !== 'POST') return methodNotAllowed(method, ['POST']);
      requireScope(call, 'read');
      return searchResources(call, route.type);
    case 'bulk':
      return method === 'POST' ? runBulk(call, perform) : methodNotAllowed(method, ['POST']);
    default:
      return method === 'GET' ? discover(call, route) : methodNotAllowed(method, ['GET']);
  }
}

async function answer(
  call: Call,
  methods: Methods,
  find: () => Promise<{ readonly type: ResourceType; readonly id: string }>,
): Promise<ScimResponse> {
  const { method } = call.request;
  const handler = methods.get(method);
  if (handler === undefined) return methodNotAllowed(method, [...methods.keys()]);
  requireScope(call, method === 'GET' ? 'read' : 'write');
  const { type, id } = await find();
  return handler(call, type, id);
}

function requireScope({ client }: Call, scope: ScimScope): void {
  if (client.scopes.has(scope)) return;
  throw new ScimError(
    403,
    `This token may not ${scope}. Make one with the scope "${scope}", and enter it at the identity provider.`,
    { reason: `token scope ${scope}` },
  );
}
