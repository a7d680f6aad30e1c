import { errorResponse, ScimError } from '@linkspan/core';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { isDoctorName } from '../doctor/doctor-visit.js';
import type { createPollEndpoint } from '../events/create-poll-endpoint.js';
import { parseEventRoute } from '../events/event-route.js';
import { isTokenRoute } from '../oauth/is-token-route.js';
import type { createTokenEndpoint } from '../oauth/token-endpoint.js';
import type { StrayLog } from '../requests/create-stray-log.js';
import { answerReadiness } from './answer-readiness.js';
import type { createHookEndpoint } from './hook-endpoint.js';
import { parseHookRoute } from './hook-route.js';
import type { Readiness } from './readiness.js';
import { chooseRequestId } from './request-id.js';
import type { createScimEndpoint } from './scim-endpoint.js';
import { parseScimRoute } from './scim-route.js';
import { sendAnswer } from './send-answer.js';

export interface HttpAppOptions {
  readonly scimEndpoint: ReturnType<typeof createScimEndpoint>;
  /** For the throw-away clients of `linkspan doctor`. */
  readonly doctorEndpoint: ReturnType<typeof createScimEndpoint>;
  readonly hookEndpoint: ReturnType<typeof createHookEndpoint>;
  readonly tokenEndpoint: ReturnType<typeof createTokenEndpoint>;
  readonly pollEndpoint: ReturnType<typeof createPollEndpoint>;
  readonly answerJwks: RequestHandler;
  readonly readiness: Readiness;
  readonly answerMetrics: RequestHandler;
  /** Learns of every request that reaches no client. */
  readonly strayLog: Pick<StrayLog, 'note'>;
  isClient(name: string): boolean;
  readonly log: Logger;
  /** As Express "trust proxy". */
  readonly trustProxy: boolean | number | string | readonly string[];
}

/** Everything that is served. Express translates; what is asked is answered elsewhere. */
export function createHttpApp(options: HttpAppOptions): Express {
  const { scimEndpoint, doctorEndpoint, hookEndpoint, tokenEndpoint, pollEndpoint, answerJwks } = options;
  const { readiness, answerMetrics, strayLog, isClient, log, trustProxy } = options;
  const app = express();
  app.set('trust proxy', trustProxy);
  app.set('etag', false);
  app.set('query parser', false);
  app.disable('x-powered-by');
  app.use((request, response, next) => {
    const requestId = chooseRequestId(request.get('x-request-id'));
    const isStopping = readiness.phase === 'stopping';
    const { url, method, ip } = request;
    const route = parseScimRoute(url);
    const address = ip === undefined ? {} : { address: ip };
    // Before all that only pages need: every one of a million requests would pay for it.
    if (route) {
      const call = { route, requestId, isLast: isStopping, ...address };
      if (isClient(route.client)) return scimEndpoint(request, response, call);
      if (isDoctorName(route.client)) return doctorEndpoint(request, response, call);
      strayLog.note({ url, method, at: Date.now(), ...address });
      return scimEndpoint(request, response, call);
    }
    response.locals.requestId = requestId;
    response.setHeader('X-Request-Id', requestId);
    if (isStopping) response.setHeader('Connection', 'close');
    next();
  });
  app.use(helmet());
  app.use(async (request, response, next) => {
    const { url, ip } = request;
    const application = parseHookRoute(url);
    if (application === undefined) return next();
    const requestId = String(response.locals.requestId);
    const address = ip === undefined ? {} : { address: ip };
    if (!(await hookEndpoint(request, response, { application, requestId, ...address }))) next();
  });
  app.use(async (request, response, next) => {
    const { url, ip } = request;
    if (!isTokenRoute(url)) return next();
    const call = { requestId: String(response.locals.requestId), ...(ip !== undefined && { address: ip }) };
    if (!(await tokenEndpoint(request, response, call))) next();
  });
  app.use(({ url, method, ip }, _response, next) => {
    strayLog.note({ url, method, at: Date.now(), ...(ip !== undefined && { address: ip }) });
    next();
  });
  app.use(async (request, response, next) => {
    const { url, ip } = request;
    const receiver = parseEventRoute(url);
    if (receiver === undefined) return next();
    const requestId = String(response.locals.requestId);
    await pollEndpoint(request, response, { receiver, requestId, ...(ip !== undefined && { address: ip }) });
  });
  app.get('/.well-known/jwks.json', answerJwks);
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/readyz', answerReadiness(readiness));
  app.get('/metrics', answerMetrics);
  app.use(async (_request, response) => {
    const detail = 'Nothing is served here. SCIM base URLs look like /scim/<client>/v2.';
    await sendAnswer(response, errorResponse(new ScimError(404, detail)));
  });
  app.use(answerFailure(log));
  return app;
}

/** Never with the cause in it: that stands in the log, under the request id. */
function answerFailure(log: Logger): ErrorRequestHandler {
  return async (error, _request, response, _next) => {
    log.error({ requestId: response.locals.requestId, err: error }, 'request failed');
    if (response.headersSent) return void response.destroy();
    const detail = 'The server failed. Its log says why, under the request id in X-Request-Id.';
    await sendAnswer(response, errorResponse(new ScimError(500, detail)));
  };
}
