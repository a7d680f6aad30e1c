import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, type Dispatcher } from 'undici';
import type { ConnectorLog } from './connector.js';
import { ConnectorError } from './connector-error.js';
import { type Attempt, type AttemptOutcome, attemptRequest } from './http/attempt-request.js';
import { buildHeaders } from './http/build-headers.js';
import { createGovernor, type Governor } from './http/create-governor.js';
import { createLimiter } from './http/create-limiter.js';
import { guardLookup } from './http/guard-lookup.js';
import { describeUrl, parseBaseUrl, resolveUrl } from './http/resolve-url.js';
import { sleep as realSleep, type Sleep } from './http/sleep.js';
import { sleepWhile } from './http/sleep-while.js';
import type { HttpClient, HttpClientOptions, HttpRequest } from './http-client.js';

export interface HttpClientDependencies {
  readonly log: ConnectorLog;
  /** Errors begin with it. */
  readonly name?: string;
  /** Aborted: what is under way ends, and connections are closed. */
  readonly signal?: AbortSignal;
  /** Milliseconds since 1970. */
  now?(): number;
  readonly sleep?: Sleep;
  /** Shared by the clients of one application. Default: one of its own. */
  readonly governor?: Governor;
  /** In [0, 1). */
  random?(): number;
  /** Where names are resolved. Default: the system's resolver. */
  readonly lookup?: LookupFunction;
  /** What carries requests, in the place of the network; its addresses are not looked at. The caller's to close. */
  readonly dispatcher?: Dispatcher;
}

/** Milliseconds: what a caller waits for inside the client. Whoever is asked to wait longer gets the error, to come back later. */
const longestWait = 10_000;
const firstWait = 250;

/**
 * The one way out of a connector; see `HttpClient`. Also rejects with `invalid` (an answer above the size limit, an address that is
 * never connected to). An abort rejects with `unavailable`. Nothing it throws or logs holds a header's or a query's value.
 */
export function createHttpClient(options: HttpClientOptions, dependencies: HttpClientDependencies): HttpClient {
  const { log, name, signal: disposed, sleep = realSleep, lookup = systemLookup } = dependencies;
  const now = dependencies.now ?? Date.now;
  const random = dependencies.random ?? Math.random;
  const { timeout = 30_000, attempts = 3, concurrency = 8, rate, maxResponseSize = 16 * 1024 * 1024 } = options;
  const prefix = name === undefined ? '' : `${name}: `;
  const base = parseBaseUrl(options.baseUrl, prefix);
  const defaults = buildHeaders(prefix, { accept: 'application/json', 'user-agent': 'Linkspan' }, options.headers);
  const quirks = (options.quirks ?? []).filter((quirk) => quirk.enabled !== false);
  const limit = createLimiter(concurrency);
  const governor = dependencies.governor ?? createGovernor({ now, sleep, ...(disposed && { disposed }) });
  if (rate !== undefined) governor.allow(rate);
  const dispatcher = dependencies.dispatcher ?? openNetwork();

  function openNetwork(): Dispatcher {
    const network = new Agent({
      connect: { lookup: guardLookup(lookup), timeout },
      connections: concurrency,
      maxResponseSize,
      // One deadline covers the whole attempt instead.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    disposed?.addEventListener('abort', () => void network.destroy(), { once: true });
    return network;
  }

  function prepare(asked: HttpRequest): Attempt {
    const changedBy: string[] = [];
    let request = asked;
    for (const quirk of quirks) {
      const after = quirk.request?.(request) ?? request;
      if (after !== request) changedBy.push(quirk.name);
      request = after;
    }
    const url = resolveUrl(base, request, prefix);
    const content = contentOf(request);
    const headers = buildHeaders(prefix, defaults, content && { 'content-type': content.type }, request.headers);
    const body = content?.body;
    return { request, url, headers, body, dispatcher, timeout, quirks, changedBy, prefix, now };
  }

  /** Sends once, when there is a place and the rate allows it. Rejects when `signal` aborts before. */
  async function send(prepared: Attempt, attempt: number, signal: AbortSignal): Promise<AttemptOutcome> {
    const { method } = prepared.request;
    const path = describeUrl(prepared.url);
    const cancelled = () => Promise.reject(cancellation(prepared));
    const release = await limit(signal).catch(cancelled);
    try {
      const pass = await governor.enter(signal).catch(cancelled);
      if ('wait' in pass) return heldBack(prepared, pass.wait);
      const started = now();
      const outcome = await attemptRequest(prepared, signal);
      pass.end(outcome.news);
      log.debug({ method, path, attempt, ms: now() - started, ...outcome.report }, 'request to the application');
      return outcome;
    } finally {
      release();
    }
  }

  function cancellation({ request, url }: Attempt): ConnectorError {
    const text = `${prefix}${request.method} ${describeUrl(url)}: cancelled before it was sent.`;
    return new ConnectorError('unavailable', text);
  }

  function heldBack({ request, url }: Attempt, wait: number): AttemptOutcome {
    const text =
      `${prefix}${request.method} ${describeUrl(url)}: not sent, the site's rate limit lets nobody through for another ` +
      `${Math.ceil(wait / 1000)} s. It is tried again then; if that is too slow, raise the limit there.`;
    const error = new ConnectorError('rate-limited', text, { retryAfter: Math.ceil(wait) });
    return { error, repeat: false, report: {} };
  }

  /** What a refusal for the rate, or a Retry-After, asks for is waited for by the governor, in line with everybody else. */
  function waitBefore(attempt: number, { kind, retryAfter = 0 }: ConnectorError): number {
    const backoff = Math.min(firstWait * 2 ** (attempt - 1), longestWait) * (0.5 + random() / 2);
    return kind === 'rate-limited' || retryAfter >= backoff ? 0 : backoff;
  }

  return {
    async request(asked, signal) {
      const prepared = prepare(asked);
      const { method } = prepared.request;
      const most = ['GET', 'HEAD', 'OPTIONS'].includes(method) ? attempts : 1;
      for (let attempt = 1; ; attempt += 1) {
        const outcome = await send(prepared, attempt, signal);
        if (outcome.response !== undefined) return outcome.response;
        const { error } = outcome;
        if (!outcome.repeat || attempt >= most || (error.retryAfter ?? 0) > longestWait) throw error;
        const wait = waitBefore(attempt, error);
        if (wait === 0) continue;
        await sleepWhile(sleep, wait, [signal, disposed]).catch(() => Promise.reject(cancellation(prepared)));
      }
    },
  };
}

function contentOf({ json, form, content }: HttpRequest): { readonly type: string; readonly body: string } | undefined {
  if (content !== undefined) return content;
  if (form !== undefined)
    return { type: 'application/x-www-form-urlencoded', body: new URLSearchParams(form).toString() };
  return json === undefined ? undefined : { type: 'application/json', body: JSON.stringify(json) };
}
