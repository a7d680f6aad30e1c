import type { ConnectorContext } from '../connector/connector.js';
import type { HttpRequest, HttpResponse } from '../connector/http-client.js';
import { createAuthorization } from './create-authorization.js';
import type { ScimConnection } from './scim-connection.js';
import { defaultTraits, type ScimTraits } from './scim-traits.js';
import { toConnectorError } from './to-connector-error.js';

export interface ScimCall {
  readonly method: HttpRequest['method'];
  /** Below the base URL: `/Users/42`, its parts encoded. */
  readonly path: string;
  readonly query?: HttpRequest['query'];
  readonly headers?: HttpRequest['headers'];
  readonly json?: unknown;
  /** "create a user" */
  readonly to: string;
}

/** A SCIM server, signed in. Everything rejects with a `ConnectorError`. */
export interface ScimApi {
  readonly name: string;
  readonly traits: ScimTraits;
  /** Resolves with any answer but a refusal of the credentials. */
  send(call: ScimCall, signal: AbortSignal): Promise<HttpResponse>;
  /** Resolves with a success. */
  call(call: ScimCall, signal: AbortSignal): Promise<HttpResponse>;
  /** What an answer that is not a success means. */
  refusal(call: ScimCall, response: HttpResponse): Error;
}

export function createScimApi(connection: ScimConnection, context: ConnectorContext): ScimApi {
  const { name, url, credentials, quirks = [] } = connection;
  const traits = { ...defaultTraits, ...connection.traits };
  const http = context.http({ baseUrl: url, quirks, headers: { accept: 'application/scim+json, application/json' } });
  const authorization = createAuthorization(name, credentials, context);

  async function sendOnce(
    { method, path, query, json, headers }: ScimCall,
    header: string,
    signal: AbortSignal,
  ): Promise<HttpResponse> {
    const type = json === undefined ? {} : { 'content-type': traits.mediaType };
    const request = { method, path, query: query ?? {}, json, headers: { ...type, ...headers, authorization: header } };
    return http.request(request, signal);
  }

  async function send(call: ScimCall, signal: AbortSignal): Promise<HttpResponse> {
    const header = await authorization.header();
    const response = await sendOnce(call, header, signal);
    if (response.status !== 401) return response;
    // It may have expired, or been revoked: once anew. A refusal means that nothing was done, so a write may be repeated.
    if (!authorization.forget(header)) throw refusal(call, response);
    const again = await sendOnce(call, await authorization.header(), signal);
    if (again.status === 401) throw refusal(call, again);
    return again;
  }

  function refusal({ method, path, to }: ScimCall, response: HttpResponse): Error {
    const write = !['GET', 'HEAD', 'OPTIONS'].includes(method);
    const about = /^\/\w+\/./.test(path) ? 'resource' : 'endpoint';
    return toConnectorError(name, response, { to, write, about });
  }

  return {
    name,
    traits,
    send,
    async call(call, signal) {
      const response = await send(call, signal);
      if (response.status >= 200 && response.status < 300) return response;
      throw refusal(call, response);
    },
    refusal,
  };
}
