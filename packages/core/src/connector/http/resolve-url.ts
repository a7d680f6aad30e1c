import { ConnectorError } from '../connector-error.js';
import type { HttpRequest } from '../http-client.js';
import { isForbiddenHost } from './forbidden-address.js';

/** The base of all requests; `invalid` for what is no address of an application. The text never shows a password written into it. */
export function parseBaseUrl(baseUrl: string, prefix: string): URL {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw new ConnectorError(
      'invalid',
      `${prefix}the address is no http:// or https:// URL. Write it like https://blog.example.com.`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new ConnectorError(
      'invalid',
      `${prefix}the address has a user name or password in it. Put them into their own settings.`,
    );
  }
  if (isForbiddenHost(url.hostname)) {
    throw new ConnectorError(
      'invalid',
      `${prefix}${url.host} is a link-local address or a cloud metadata service, which Linkspan never connects to. Check the address.`,
    );
  }
  return url;
}

/** Joins by text, so that a path cannot leave the origin however it begins. Queries of base, path and request add up. */
export function resolveUrl(base: URL, request: Pick<HttpRequest, 'path' | 'query'>, prefix: string): URL {
  const [path = '', search = ''] = request.path.split(/\?(.*)/s);
  if (path.split(/[/\\]/).some(isDotSegment)) {
    // encodeURIComponent leaves `..` as it is, so an id from the vendor could turn DELETE /users/.. into DELETE /.
    throw new ConnectorError('invalid', `${prefix}a path may not have "." or ".." for a segment: ${path}`);
  }
  const url = new URL(base);
  if (path !== '') url.pathname = `${base.pathname.replace(/\/$/, '')}/${path.replace(/^\/+/, '')}`;
  for (const [name, value] of new URLSearchParams(search)) url.searchParams.append(name, value);
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) url.searchParams.append(name, String(one));
  }
  return url;
}

/** For logs and messages: names of the query, never its values. */
export function describeUrl(url: URL): string {
  const names = [...new Set(url.searchParams.keys())];
  return names.length === 0 ? url.pathname : `${url.pathname}?${names.join('&')}`;
}

function isDotSegment(segment: string): boolean {
  return /^(\.|%2e){1,2}$/i.test(segment);
}
