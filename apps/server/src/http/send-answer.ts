import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ScimResponse } from '@linkspan/core';

/**
 * Sends an answer; pieces are asked for only as fast as the peer takes them, and no more once it is gone.
 * @throws where a streamed body fails: the connection is broken off then, so that half a list is not taken for the whole.
 */
export async function sendAnswer(response: ServerResponse, answer: ScimResponse): Promise<void> {
  const { status, headers, body } = answer;
  if (typeof body === 'object') {
    response.writeHead(status, headers);
    await pipeline(Readable.from(body, { highWaterMark: 1 }), response);
    return;
  }
  const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  response.writeHead(status, { ...headers, ...length });
  response.end(body);
}
