import type { RequestListener } from 'node:http';
import { errorResponse, ScimError } from '@linkspan/core';
import { sendAnswer } from './send-answer.js';

/** RFC 9110 §10.1.1: of what a client may expect, `100-continue` is all that there is. */
export const refuseExpectation: RequestListener = (_request, response) => {
  const detail = 'The header Expect asks for what this server cannot do. Leave it out.';
  const { headers, ...answer } = errorResponse(new ScimError(417, detail));
  return sendAnswer(response, { ...answer, headers: { ...headers, Connection: 'close' } });
};
