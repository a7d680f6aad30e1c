import type { IncomingMessage, ServerResponse } from 'node:http';
import { describeRefusal, errorResponse, type ScimAnswer, ScimError, type ScimServer } from '@linkspan/core';
import type { Logger } from 'pino';
import type { Authenticate } from '../authentication/authenticate.js';
import type { Caller } from '../authentication/caller.js';
import { listSchemes } from '../authentication/list-schemes.js';
import { refusalAnswer } from '../authentication/refusal-answer.js';
import { redactQuery } from '../requests/redact-text.js';
import type { RequestEntry } from '../requests/request-entry.js';
import { keepBeginning } from './keep-beginning.js';
import { readRawBody } from './read-raw-body.js';
import type { RequestObserver } from './request-observer.js';
import type { ScimRoute } from './scim-route.js';
import { sendAnswer } from './send-answer.js';
import { scimBaseUrl } from './server-urls.js';
import { singleHeaders } from './single-headers.js';

export interface ScimEndpointOptions {
  readonly scim: ScimServer;
  readonly authenticate: Authenticate;
  /** Every request to a base URL, for the operator. */
  record(entry: RequestEntry): void;
  /** Watches every request, for metrics and traces. */
  readonly observe: RequestObserver;
  readonly log: Logger;
  /** `https://hub.example.com`, without a slash at the end. */
  publicUrl(): string;
  /** Bytes. */
  readonly bodyLimit: number;
}

export interface ScimCall {
  readonly route: ScimRoute;
  readonly requestId: string;
  /** The server is stopping: the connection ends with the answer. */
  readonly isLast: boolean;
  readonly address?: string;
}

const shownHeaders = ['user-agent', 'content-type', 'accept', 'if-match', 'if-none-match'];
/** Nothing was sent; in figures it counts as the caller's own doing. */
const callerIsGone = 499;
/** OWASP's for an answer that is data: no browser shall take it for a page. */
const apiHeaders = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
};
const closing = { Connection: 'close' };

/** From HTTP to the protocol's function and back: authenticates, translates, records. Nothing of SCIM is decided here. */
export function createScimEndpoint(options: ScimEndpointOptions) {
  const { scim, authenticate, record, observe, log, publicUrl, bodyLimit } = options;
  // Of a line for each request every field is known: to look for secrets in it takes ten times as long as to write it.
  const lines = log.child({}, { redact: [] });

  async function answer(request: IncomingMessage, call: ScimCall, caller: Caller, body: string | undefined) {
    const { route, requestId } = call;
    return scim.handle(
      {
        method: request.method ?? 'GET',
        path: route.path,
        query: new URLSearchParams(route.query),
        headers: singleHeaders(request),
        ...(body !== undefined && { body }),
        requestId,
      },
      {
        id: caller.client.name,
        directory: caller.client.directory,
        baseUrl: scimBaseUrl(publicUrl(), caller.client.name),
        scopes: caller.scopes,
        authentication: listSchemes(caller.client),
        quirks: caller.client.quirks,
        strict: caller.client.strict ?? false,
        ...(caller.client.me !== undefined && { me: caller.client.me }),
      },
    );
  }

  /** Resolves with the status that was sent. */
  async function respond(request: IncomingMessage, response: ServerResponse, call: ScimCall): Promise<number> {
    const at = Date.now();
    const started = performance.now();
    const { route, requestId } = call;
    let caller: Caller | undefined;
    let refused: string | undefined;
    let body: string | undefined;
    let given: ScimAnswer;
    try {
      const { headers, rawHeaders } = request;
      const peer = request.socket.remoteAddress;
      const judged = authenticate({
        client: route.client,
        headers,
        rawHeaders,
        ...from(call),
        ...(peer !== undefined && { peer }),
      });
      const verdict = judged instanceof Promise ? await judged : judged;
      if ('refused' in verdict) {
        refused = verdict.refused;
        given = { ...refusalAnswer(verdict), trace: traceOf('refused: authentication') };
      } else {
        caller = verdict;
        body = await readRawBody(request, bodyLimit);
        given = await answer(request, call, caller, body);
      }
    } catch (error) {
      if (response.destroyed) return callerIsGone;
      if (!(error instanceof ScimError)) log.error({ requestId, client: route.client, err: error }, 'request failed');
      const refusal = error instanceof ScimError ? error : unavailable();
      given = { ...errorResponse(refusal), trace: traceOf(describeRefusal(refusal)) };
    }
    const streamed = keepBeginning(given.body);
    try {
      const headers = { ...apiHeaders, 'X-Request-Id': requestId, ...(call.isLast && closing), ...given.headers };
      const { status } = given;
      await sendAnswer(response, { status, headers, ...(streamed.body !== undefined && { body: streamed.body }) });
    } catch (error) {
      response.destroy();
      log.warn({ requestId, client: route.client, err: error }, 'answer was broken off');
    }
    const milliseconds = Math.round((performance.now() - started) * 10) / 10;
    const { method = 'GET' } = request;
    // Successful reads are most of the traffic, and in the request log.
    lines[method === 'GET' && given.status < 400 ? 'debug' : 'info'](
      { requestId, client: route.client, method, path: route.path, status: given.status, milliseconds, refused },
      'scim request',
    );
    const sent = streamed.beginning();
    try {
      record({
        at,
        client: route.client,
        requestId,
        method,
        path: route.query === '' ? route.path : `${route.path}?${redactQuery(route.query)}`,
        ...from(call),
        ...(caller?.tokenId !== undefined && { tokenId: caller.tokenId }),
        headers: pick(request, shownHeaders),
        ...(body !== undefined && { body }),
        status: given.status,
        ...(refused !== undefined && { refused }),
        ...(sent !== undefined && { answer: sent }),
        milliseconds,
        quirks: given.trace.quirks,
        ignored: given.trace.ignored,
        tolerated: given.trace.tolerated,
        decision: refused === undefined ? given.trace.decision : `refused: ${refused}`,
        notes: given.trace.notes,
      });
    } catch (error) {
      // It has been answered, and stays so.
      log.error({ requestId, client: route.client, err: error }, 'request was not recorded');
    }
    return given.status;
  }

  return async (request: IncomingMessage, response: ServerResponse, call: ScimCall): Promise<void> => {
    const { client, path } = call.route;
    const { method = 'GET' } = request;
    const { traceparent } = singleHeaders(request);
    const start = {
      client,
      method,
      path,
      requestId: call.requestId,
      ...(traceparent !== undefined && { traceparent }),
    };
    await observe(start, () => respond(request, response, call));
  };
}

function from({ address }: ScimCall): Pick<ScimCall, 'address'> {
  return address === undefined ? {} : { address };
}

/** The trace of what never came as far as the protocol. */
function traceOf(decision: string): ScimAnswer['trace'] {
  return { quirks: [], ignored: [], tolerated: [], decision, notes: [] };
}

function unavailable(): ScimError {
  const detail = 'The server cannot answer at the moment. Try again; its log says why.';
  return new ScimError(503, detail, { retryAfter: 5 });
}

function pick(request: IncomingMessage, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = request.headers[name];
      return typeof value === 'string' ? [[name, value.slice(0, 256)] as const] : [];
    }),
  );
}
