import { errorResponse, ScimError } from '@linkspan/core';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { isDoctorName } from '../doctor/doctor-visit.js';
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
  const { scimEndpoint, doctorEndpoint, hookEndpoint, readiness, answerMetrics, strayLog, isClient, log, trustProxy } =
    options;
  const app = express();
  app.set('trust proxy', trustProxy);
  app.set('etag', false);
  app.set('query parser', false);
  app.use(helmet());
  app.use((request, response, next) => {
    response.locals.requestId = chooseRequestId(request.get('x-request-id'));
    response.setHeader('X-Request-Id', String(response.locals.requestId));
    if (readiness.phase === 'stopping') response.setHeader('Connection', 'close');
    next();
  });
  app.use(async (request, response, next) => {
    const { url, ip } = request;
    const application = parseHookRoute(url);
    if (application === undefined) return next();
    const requestId = String(response.locals.requestId);
    const address = ip === undefined ? {} : { address: ip };
    if (!(await hookEndpoint(request, response, { application, requestId, ...address }))) next();
  });
  app.use(async (request, response, next) => {
    const { url, method, ip } = request;
    const address = ip === undefined ? {} : { address: ip };
    const route = parseScimRoute(url);
    const requestId = String(response.locals.requestId);
    if (route && isDoctorName(route.client) && !isClient(route.client)) {
      return doctorEndpoint(request, response, { route, requestId, ...address });
    }
    if (!route || !isClient(route.client)) strayLog.note({ url, method, at: Date.now(), ...address });
    if (!route) return next();
    await scimEndpoint(request, response, { route, requestId, ...address });
  });
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
