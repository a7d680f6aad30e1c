import type { HttpRequest, HttpResponse, Quirk } from '@linkspan/core';

/** Departures of servers that were met. Off until an operator switches them on: most servers keep to the standard here. */
export const quirks: readonly Quirk<HttpRequest, HttpResponse>[] = [
  {
    name: 'duplicate-members',
    reason:
      'RFC 7644 §3.5.2.1 makes no second value of one that is there; scimmy 1.3.5 does, so that a member who is added again is in the ' +
      'group twice. Whoever is added is removed before, in the same request.',
    enabled: false,
    request(request) {
      const { Operations: operations } = (request.json ?? {}) as { readonly Operations?: readonly Operation[] };
      if (request.method !== 'PATCH' || operations === undefined) return request;
      const added = operations
        .filter(({ op, path }) => op === 'add' && path === 'members')
        .flatMap(({ value }) => value);
      if (added.length === 0) return request;
      const removals = added.map((member) => ({
        op: 'remove',
        path: `members[value eq ${JSON.stringify(member?.value)}]`,
      }));
      return { ...request, json: { ...(request.json as object), Operations: [...removals, ...operations] } };
    },
  },
  {
    name: 'search-by-post',
    reason:
      'scimmy-routers 1.3.2 on Express 5 does not look at startIndex and count: a listing ends with the first 20. ' +
      'In POST /.search (RFC 7644 §3.4.3) it does. Reads are then sent once, like writes.',
    enabled: false,
    request(request) {
      const { query = {}, method, path } = request;
      if (method !== 'GET' || !/^\/\w+$/.test(path) || (query.startIndex ?? query.filter) === undefined) return request;
      const { query: _, ...others } = request;
      const { excludedAttributes, ...asked } = query;
      const schemas = ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'];
      const without =
        excludedAttributes === undefined ? {} : { excludedAttributes: String(excludedAttributes).split(',') };
      return { ...others, method: 'POST', path: `${path}/.search`, json: { schemas, ...asked, ...without } };
    },
  },
];

interface Operation {
  readonly op: string;
  readonly path?: string;
  readonly value?: readonly { readonly value: string }[];
}
