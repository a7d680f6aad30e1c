/** A request's URL taken apart: whose base URL it is under, and what stands behind that. */
export interface ScimRoute {
  readonly client: string;
  /** Percent-encoded as received, relative to the base URL: `/Users/42`. */
  readonly path: string;
  readonly query: string;
}

/** `/scim/{client}/v2/…`, with doubled slashes wherever they are: identity providers join base URLs carelessly. */
const pattern = /^\/+scim\/+([^/]+)\/+v2(?:(\/.*)|$)/;

/** Undefined for any other URL. Not parsed by `URL`, which takes what follows `//` for a host. */
export function parseScimRoute(url: string): ScimRoute | undefined {
  const mark = url.indexOf('?');
  const pathname = mark === -1 ? url : url.slice(0, mark);
  const [, client, path = '/'] = pattern.exec(pathname) ?? [];
  if (client === undefined) return undefined;
  return { client, path, query: mark === -1 ? '' : url.slice(mark + 1) };
}
