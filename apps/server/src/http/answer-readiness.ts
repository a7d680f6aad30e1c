import type { RequestHandler } from 'express';
import type { Readiness } from './readiness.js';

/** `GET /readyz`: 503 with the reasons while the server cannot serve. A configuration file that does not hold is no reason, and is said. */
export function answerReadiness(readiness: Readiness): RequestHandler {
  return async (_request, response) => {
    const reasons = await readiness.reasons();
    response.status(reasons.length === 0 ? 200 : 503);
    const { configuration } = readiness;
    response.json({
      ...(reasons.length === 0 ? { status: 'ready' } : { status: 'not ready', reasons }),
      ...(configuration !== undefined && { configuration }),
    });
  };
}
