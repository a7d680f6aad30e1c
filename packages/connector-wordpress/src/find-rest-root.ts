import {
  ConnectorError,
  type HttpClient,
  type HttpRequest,
  type HttpResponse,
  isJsonList,
  isJsonObject,
} from '@linkspan/core';
import { withoutQuery } from './errors.js';

/** Where a site's REST API begins: a path, or, with plain permalinks, the query `rest_route` of one. */
export interface RestRoot {
  readonly path: string;
  readonly style: 'path' | 'query';
}

export function toRequest(root: RestRoot, route: string, request: Omit<HttpRequest, 'path'>): HttpRequest {
  return root.style === 'path'
    ? { ...request, path: `${root.path}${route}` }
    : { ...request, path: root.path, query: { rest_route: route, ...request.query } };
}

/**
 * Pretty permalinks first, being the most usual; then what the home page says of itself (a prefix of its own, plain permalinks);
 * then `?rest_route=`, which WordPress always understands (W30). `home` is the path of the site within its origin.
 */
export async function findRestRoot(http: HttpClient, home: string, signal: AbortSignal): Promise<RestRoot> {
  const seen: string[] = [];
  async function leadsToWordPress(root: RestRoot): Promise<boolean> {
    const response = await http.request(
      toRequest(root, '/', { method: 'GET', query: { _fields: 'namespaces' } }),
      signal,
    );
    seen.push(describe(response));
    return isIndex(response);
  }
  const pretty: RestRoot = { path: `${home}/wp-json`, style: 'path' };
  if (await leadsToWordPress(pretty)) return pretty;
  const named = announcedRoot(await http.request({ method: 'HEAD', path: `${home}/` }, signal));
  if (named !== undefined && (await leadsToWordPress(named))) return named;
  const plain: RestRoot = { path: `${home}/`, style: 'query' };
  if (await leadsToWordPress(plain)) return plain;
  throw new ConnectorError(
    'unavailable',
    `wordpress: no REST API was found at the address (${[...new Set(seen)].join('; ')}). ` +
      'Check url; look for a plugin or firewall that switches the REST API off.',
  );
}

/** A refusal in WordPress's own words comes from its REST API too. */
function isIndex({ json }: HttpResponse): boolean {
  if (!isJsonObject(json)) return false;
  if (isJsonList(json.namespaces)) return json.namespaces.includes('wp/v2');
  return typeof json.code === 'string' && typeof json.message === 'string';
}

function describe({ status, headers }: HttpResponse): string {
  return headers.location === undefined ? `answer ${status}` : `redirect to ${withoutQuery(headers.location)}`;
}

/** `Link: <https://…>; rel="https://api.w.org/"`. Only its path is taken: requests never leave the configured origin. */
function announcedRoot({ headers }: HttpResponse): RestRoot | undefined {
  const url = /<([^>]+)>;\s*rel="https:\/\/api\.w\.org\/"/.exec(headers.link ?? '')?.[1];
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { pathname, searchParams } = new URL(url);
  return searchParams.has('rest_route')
    ? { path: pathname, style: 'query' }
    : { path: pathname.replace(/\/$/, ''), style: 'path' };
}
