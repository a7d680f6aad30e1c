import type { RequestHandler } from 'express';
import type { Metrics } from './create-metrics.js';
import type { MetricsToken } from './metrics-token.js';

/** `GET /metrics`, for whoever has the token. */
export function answerMetrics(metrics: Pick<Metrics, 'text' | 'contentType'>, token: MetricsToken): RequestHandler {
  return async (request, response) => {
    if (!token.accepts(request.headers.authorization)) {
      response.status(401).set('WWW-Authenticate', 'Bearer').type('text/plain');
      response.send(
        'The metrics need the token of LINKSPAN_METRICS_TOKEN, or of the file metrics.token beside the data.\n',
      );
      return;
    }
    response.set('Content-Type', metrics.contentType).set('Cache-Control', 'no-store');
    response.send(await metrics.text());
  };
}
