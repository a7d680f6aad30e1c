import type { Dispatcher } from 'undici';
import { ConnectorError } from '../connector-error.js';
import type { HttpRequest, HttpResponse } from '../http-client.js';
import type { Quirk } from '../quirk.js';
import { classifyFailure, plainCause } from './classify-failure.js';
import { exchange } from './exchange.js';
import { type RateNews, readRateNews } from './read-rate-news.js';
import { describeUrl } from './resolve-url.js';

export interface Attempt {
  readonly request: HttpRequest;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly dispatcher: Dispatcher;
  /** Milliseconds for connecting, headers and body together, redirects included. */
  readonly timeout: number;
  readonly quirks: readonly Quirk<HttpRequest, HttpResponse>[];
  /** Names of the quirks that changed the request. */
  readonly changedBy: readonly string[];
  readonly prefix: string;
  now(): number;
}

/** `report` is what the log may show; `news` is absent where no answer came. */
export type AttemptOutcome = { readonly report: object; readonly news?: RateNews } & (
  | { readonly response: HttpResponse }
  | { readonly response?: never; readonly error: ConnectorError; readonly repeat: boolean }
);

const mostRedirects = 5;
/** Raised by the deadline; the code is what `classifyFailure` knows. */
const timedOut = Object.assign(new Error('no answer in time'), { code: 'LINKSPAN_TIMEOUT' });

/** Sends once, follows a read's redirects, and judges what came back. Never rejects. */
export async function attemptRequest(attempt: Attempt, signal: AbortSignal): Promise<AttemptOutcome> {
  const { request, prefix, timeout, url } = attempt;
  const write = !isRead(request.method);
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(timedOut), timeout);
  const cancel = () => deadline.abort(signal.reason);
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  let sending = false;
  try {
    const answer = await follow(attempt, deadline.signal, () => {
      sending = true;
    });
    return judge(attempt, answer);
  } catch (error) {
    const failure = signal.aborted
      ? { kind: 'unavailable' as const, text: 'cancelled', repeat: false }
      : classifyFailure(error);
    const message = `${prefix}${request.method} ${url.origin}${describeUrl(url)}: ${failure.text}.`;
    const options = { outcomeUnknown: write && sending, cause: plainCause(error) };
    return {
      error: new ConnectorError(failure.kind, message, options),
      repeat: failure.repeat,
      report: { failure: options.cause.message },
    };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
  }
}

async function follow(attempt: Attempt, signal: AbortSignal, onSending: () => void): Promise<HttpResponse> {
  const { dispatcher, headers, body } = attempt;
  const { method, follow: follows = isRead(method) } = attempt.request;
  let { url } = attempt;
  for (let followed = 0; ; followed += 1) {
    const response = await exchange({ dispatcher, url, method, headers, body, signal, onSending });
    const target = follows && isRead(method) ? redirectTarget(response, url) : undefined;
    if (target === undefined || followed === mostRedirects) return response;
    url = target;
  }
}

/** Undefined: no redirect, or one out of the origin, which would take the credentials to a stranger. */
function redirectTarget(response: HttpResponse, from: URL): URL | undefined {
  const location = response.headers.location;
  if (![301, 302, 303, 307, 308].includes(response.status) || location === undefined) return undefined;
  const target = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  return target?.origin === from.origin ? target : undefined;
}

function judge({ request, prefix, url, quirks, now, ...attempt }: Attempt, answer: HttpResponse): AttemptOutcome {
  const changedBy = [...attempt.changedBy];
  let response = answer;
  for (const quirk of quirks) {
    const after = quirk.response?.(response, request) ?? response;
    if (after !== response) changedBy.push(quirk.name);
    response = after;
  }
  const { status } = response;
  const report = { status, ...(changedBy.length > 0 && { quirks: [...new Set(changedBy)] }) };
  const news = readRateNews(response, now());
  const what = `${prefix}${request.method} ${url.origin}${describeUrl(url)}`;
  const wait = news.pause === undefined ? {} : { retryAfter: news.pause };
  if (status === 429) {
    const message = `${what}: too many requests (429). Lower the rate for this application, or raise the limit there.`;
    return { error: new ConnectorError('rate-limited', message, wait), repeat: true, report, news };
  }
  if (status === 502 || status === 503 || status === 504) {
    const message = `${what}: the site is not available (${status}). Look into the log of the web server there.`;
    const options = { ...wait, outcomeUnknown: !isRead(request.method) };
    return { error: new ConnectorError('unavailable', message, options), repeat: true, report, news };
  }
  return { response, report, news };
}

function isRead(method: HttpRequest['method']): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}
