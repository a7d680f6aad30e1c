import type { ConnectorContext, HttpRequest, HttpResponse } from '@linkspan/core';
import type { JsonApiConfig } from './config.js';
import { createCredentials } from './credentials.js';
import { toConnectorError } from './errors.js';
import { quirks } from './quirks.js';
import { createSession } from './session.js';

export interface ApiCall {
  readonly method: HttpRequest['method'];
  /** Below the site's address: `/jsonapi/user/user`. */
  readonly path: string;
  readonly query?: HttpRequest['query'];
  readonly json?: unknown;
  /** "create an account" */
  readonly to: string;
}

/** A site's JSON:API, and what else it answers. Everything rejects with a `ConnectorError`. */
export interface Api {
  /** A page of the site as a visitor gets it: any status, redirects as they are. */
  visit(path: string, signal: AbortSignal): Promise<HttpResponse>;
  /** The uuid of the account that we are signed in as, as proved once. */
  me(signal: AbortSignal): Promise<string>;
  /** Throws `auth` where we are not signed in at this moment. */
  prove(signal: AbortSignal): Promise<string>;
  /** Signed in; any status but a refusal of the credentials. */
  ask(call: ApiCall, signal: AbortSignal): Promise<HttpResponse>;
  /** Signed in; resolves with a success. */
  call(call: ApiCall, signal: AbortSignal): Promise<HttpResponse>;
}

export function createApi(config: JsonApiConfig, context: ConnectorContext): Api {
  const http = context.http({ baseUrl: config.url, quirks });
  const visitor = context.http({ baseUrl: config.url, attempts: 1 });
  const session = createSession(http, '/jsonapi', createCredentials(config, context), context);

  async function ask({ method, path, query, json }: ApiCall, signal: AbortSignal): Promise<HttpResponse> {
    await session.enter(signal);
    const response = await session.send(
      { method, path, ...(query && { query }), ...(json !== undefined && { json }) },
      signal,
    );
    // Without credentials the answer is the same as without a permission (D2).
    if (response.status === 401 || response.status === 403) await session.prove(signal);
    return response;
  }

  return {
    visit: (path, signal) => visitor.request({ method: 'GET', path, follow: false }, signal),
    me: (signal) => session.enter(signal),
    prove: (signal) => session.prove(signal),
    ask,
    async call(request, signal) {
      const response = await ask(request, signal);
      const { status, json } = response;
      if (status === 204 || (status >= 200 && status < 300 && json !== undefined)) return response;
      throw toConnectorError(response, { to: request.to, write: request.method !== 'GET' });
    },
  };
}
