import { Buffer } from 'node:buffer';
import type { ConnectorContext, HttpClient, HttpRequest, HttpResponse, Json } from '@linkspan/core';
import { z } from 'zod';
import type { Config } from './config.js';
import { type Attempted, isNoRoute, toConnectorError } from './errors.js';
import { findRestRoot, type RestRoot, toRequest } from './find-rest-root.js';
import { parseAnswer } from './parse-answer.js';
import { quirks } from './quirks.js';

export interface ApiCall {
  readonly method: HttpRequest['method'];
  /** Below the REST root: `/wp/v2/users/7`. */
  readonly route: string;
  readonly query?: HttpRequest['query'];
  readonly json?: unknown;
  /** "create an account" */
  readonly to: string;
}

const siteIndex = z.object({
  name: z.string().catch(''),
  url: z.string(),
  home: z.string().optional(),
  namespaces: z.array(z.string()).catch([]),
  // An empty PHP array is a list in JSON.
  authentication: z.union([z.record(z.string(), z.unknown()), z.array(z.unknown()).transform(() => ({}))]).catch({}),
});

/** A success. */
interface Answer extends HttpResponse {
  readonly json: Json;
}

export type SiteIndex = z.output<typeof siteIndex>;

/** The site's REST API, signed in by application password. Everything rejects with a `ConnectorError`. */
export interface Api {
  /** The home page, whatever it answers: is anybody there? */
  knock(signal: AbortSignal): Promise<HttpResponse>;
  /** A page of the site as a visitor gets it: any status, redirects as they are. `path` is within the origin. */
  visit(path: string, signal: AbortSignal): Promise<HttpResponse>;
  /** What the site says of itself; tells nothing about credentials. */
  index(signal: AbortSignal): Promise<SiteIndex>;
  /** As `call`, but without credentials: for what the site tells everybody. */
  callAnonymously(call: ApiCall, signal: AbortSignal): Promise<Json>;
  /** Resolves with a success that holds JSON. */
  call(call: ApiCall, signal: AbortSignal): Promise<Json>;
  /** As `call`; undefined where the site has no such route. */
  callIfThere(call: ApiCall, signal: AbortSignal): Promise<Json | undefined>;
  /** How long a listing is, without reading it; undefined where it does not say (a plugin's own). */
  count(call: ApiCall, signal: AbortSignal): Promise<number | undefined>;
}

export function createApi(config: Config, context: ConnectorContext): Api {
  const { origin, pathname } = new URL(config.url);
  const home = pathname.replace(/\/$/, '');
  const credentials = Buffer.from(`${config.username}:${config.password}`).toString('base64');
  const http = context.http({ baseUrl: origin, headers: { authorization: `Basic ${credentials}` }, quirks });
  // What tells nothing about credentials is asked without them: a wrong password is tried once, not once a question.
  const anonymous = context.http({ baseUrl: origin, quirks });
  // A page that is guarded against too many visits is not visited again and again: its refusal slows the whole application down.
  const visitor = context.http({ baseUrl: origin, attempts: 1 });
  let root: RestRoot | undefined;

  async function ask(through: HttpClient, request: ApiCall, signal: AbortSignal): Promise<Json> {
    return (await send(through, request, signal)).json;
  }

  async function send(through: HttpClient, request: ApiCall, signal: AbortSignal): Promise<Answer> {
    return judge(request, await exchange(through, request, signal));
  }

  async function exchange(through: HttpClient, request: ApiCall, signal: AbortSignal): Promise<HttpResponse> {
    const { route, method, query = {}, json } = request;
    root ??= await findRestRoot(anonymous, home, signal);
    return through.request(toRequest(root, route, { method, query, json }), signal);
  }

  function judge({ to, method }: ApiCall, response: HttpResponse): Answer {
    const { json } = response;
    if (response.status >= 200 && response.status < 300 && json !== undefined) return { ...response, json };
    // Permalinks may have been changed under us: look anew before the next call. A missing account says so in WordPress's words.
    if (json === undefined) root = undefined;
    const attempted: Attempted = { to, write: !['GET', 'HEAD', 'OPTIONS'].includes(method) };
    throw toConnectorError(response, attempted);
  }

  return {
    knock: (signal) => anonymous.request({ method: 'HEAD', path: `${home}/` }, signal),
    visit: (path, signal) => visitor.request({ method: 'GET', path, follow: false }, signal),
    async index(signal) {
      const query = { _fields: Object.keys(siteIndex.shape).join(',') };
      const to = 'describe the site';
      return parseAnswer(siteIndex, await ask(anonymous, { method: 'GET', route: '/', query, to }, signal), to);
    },
    callAnonymously: (request, signal) => ask(anonymous, request, signal),
    call: (request, signal) => ask(http, request, signal),
    async callIfThere(request, signal) {
      const response = await exchange(http, request, signal);
      return isNoRoute(response) ? undefined : judge(request, response).json;
    },
    async count(request, signal) {
      const query = { ...request.query, per_page: 1, _fields: 'id' };
      const { headers } = await send(http, { ...request, query }, signal);
      const total = headers['x-wp-total'];
      return total === undefined ? undefined : Number(total);
    },
  };
}
