import type { IncomingMessage, ServerResponse } from 'node:http';
import { describeRefusal, errorResponse, type ScimAnswer, ScimError, type ScimServer } from '@linkspan/core';
import type { Logger } from 'pino';
import { redactQuery } from '../requests/redact-text.js';
import type { RequestEntry } from '../requests/request-entry.js';
import type { Authenticate, Caller } from '../tokens/create-authenticate.js';
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
  readonly address?: string;
}

const shownHeaders = ['user-agent', 'content-type', 'accept', 'if-match', 'if-none-match'];
/** Nothing was sent; in figures it counts as the caller's own doing. */
const callerIsGone = 499;

/** From HTTP to the protocol's function and back: authenticates, translates, records. Nothing of SCIM is decided here. */
export function createScimEndpoint(options: ScimEndpointOptions) {
  const { scim, authenticate, record, observe, log, publicUrl, bodyLimit } = options;

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
        quirks: caller.client.quirks,
      },
    );
  }

  /** Resolves with the status that was sent. */
  async function respond(request: IncomingMessage, response: ServerResponse, call: ScimCall): Promise<number> {
    const at = Date.now();
    const started = performance.now();
    const { route, requestId } = call;
    let caller: Caller | undefined;
    let body: string | undefined;
    let given: ScimAnswer;
    try {
      caller = await authenticate(route.client, request.headers.authorization);
      body = caller && (await readRawBody(request, bodyLimit));
      given = caller ? await answer(request, call, caller, body) : unauthorized();
    } catch (error) {
      if (response.destroyed) return callerIsGone;
      if (!(error instanceof ScimError)) log.error({ requestId, client: route.client, err: error }, 'request failed');
      given = refuse(error instanceof ScimError ? error : unavailable());
    }
    const streamed = keepBeginning(given.body);
    try {
      await sendAnswer(response, { ...given, ...(streamed.body !== undefined && { body: streamed.body }) });
    } catch (error) {
      response.destroy();
      log.warn({ requestId, client: route.client, err: error }, 'answer was broken off');
    }
    const milliseconds = Math.round((performance.now() - started) * 10) / 10;
    const { method = 'GET' } = request;
    log.info(
      { requestId, client: route.client, method, path: route.path, status: given.status, milliseconds },
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
        ...(call.address !== undefined && { address: call.address }),
        ...(caller?.tokenId !== undefined && { tokenId: caller.tokenId }),
        headers: pick(request, shownHeaders),
        ...(body !== undefined && { body }),
        status: given.status,
        ...(sent !== undefined && { answer: sent }),
        milliseconds,
        quirks: given.trace.quirks,
        ignored: given.trace.ignored,
        decision: given.trace.decision,
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

/** One answer for an unknown client, a bad token and none (RFC 6750 §3). */
function unauthorized(): ScimAnswer {
  const detail = 'The token was refused. Check the base URL, and make a new token with "linkspan token create".';
  return refuse(new ScimError(401, detail), { 'WWW-Authenticate': 'Bearer' });
}

function refuse(error: ScimError, headers: Record<string, string> = {}): ScimAnswer {
  const trace = { quirks: [], ignored: [], decision: describeRefusal(error), notes: [] };
  return { ...errorResponse(error, headers), trace };
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
