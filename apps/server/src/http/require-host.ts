import type { RequestListener } from 'node:http';
import { errorResponse, ScimError } from '@linkspan/core';
import { sendAnswer } from './send-answer.js';

/** RFC 9112 §3.2: HTTP/1.1 without Host is 400. Node would answer it without a body; here it is told as everything else is. */
export function requireHost(handler: RequestListener): RequestListener {
  return (request, response) => {
    if (request.headers.host !== undefined || request.httpVersion !== '1.1') return handler(request, response);
    const detail = 'The request has no Host header. Send the name of this server there.';
    const { headers, ...answer } = errorResponse(new ScimError(400, detail));
    return sendAnswer(response, { ...answer, headers: { ...headers, Connection: 'close' } });
  };
}
