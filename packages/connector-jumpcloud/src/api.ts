import { type ConnectorContext, ConnectorError, type HttpRequest, type HttpResponse } from '@linkspan/core';
import type { Config } from './config.js';
import { createSignIn } from './create-sign-in.js';
import { toConnectorError } from './errors.js';
import { findHosts } from './find-hosts.js';

export interface ApiCall {
  readonly method: HttpRequest['method'];
  /** Of the console: `/api/systemusers`, `/api/v2/usergroups`; of Directory Insights: `/insights/directory/v1/events`. */
  readonly path: string;
  readonly query?: HttpRequest['query'];
  readonly json?: unknown;
  /** "create an account" */
  readonly to: string;
  /** A POST that only asks. */
  readonly reads?: true;
}

/** JumpCloud's APIs, signed in. Everything rejects with a `ConnectorError`. */
export interface Api {
  /** Whatever is there answers, without credentials. */
  knock(signal: AbortSignal): Promise<HttpResponse>;
  /** Resolves with a success. */
  call(call: ApiCall, signal: AbortSignal): Promise<HttpResponse>;
}

export function createApi(config: Config, context: ConnectorContext): Api {
  const hosts = findHosts(config);
  const options = { concurrency: 4 };
  const console = context.http({ baseUrl: hosts.console, ...options });
  const insights = context.http({ baseUrl: hosts.insights, ...options });
  const signIn = createSignIn(config, context, hosts.signIn);

  async function send({ method, path, query, json }: ApiCall, signal: AbortSignal): Promise<HttpResponse> {
    const http = path.startsWith('/insights/') ? insights : console;
    const request = { method, path, ...(query && { query }), ...(json !== undefined && { json }) };
    const response = await http.request({ ...request, headers: await signIn.headers() }, signal);
    // A token may be revoked before its time. Who was refused has done nothing, so a write may go again.
    if (response.status !== 401 || !signIn.refused()) return response;
    return http.request({ ...request, headers: await signIn.headers() }, signal);
  }

  return {
    knock: (signal) => console.request({ method: 'HEAD', path: '/', follow: false }, signal),

    async call(call, signal) {
      const write = call.method !== 'GET' && call.reads !== true;
      const response = await send(call, signal).catch((error: unknown) => {
        throw write ? error : asRead(error);
      });
      if (response.status >= 200 && response.status < 300) return response;
      throw toConnectorError(response, { to: call.to, write });
    },
  };
}

/** The HTTP client takes every POST for a write. */
function asRead(error: unknown): unknown {
  if (!ConnectorError.is(error) || !error.outcomeUnknown) return error;
  const { kind, message, retryAfter } = error;
  return new ConnectorError(kind, message, { ...(retryAfter !== undefined && { retryAfter }), cause: error });
}
