import type { IncomingMessage } from 'node:http';
import { ScimError } from '@linkspan/core';

/**
 * The whole body as text; undefined where there is none. What is beyond the limit is thrown away unread, and the connection stays, so
 * that the caller gets to see the answer.
 * @throws ScimError 413, 415, 400 invalidSyntax
 */
export async function readRawBody(request: IncomingMessage, limit: number): Promise<string | undefined> {
  try {
    return decode(await collect(request, limit));
  } finally {
    // After the iterator has let go of the stream: before, this would do nothing.
    request.resume();
  }
}

async function collect(request: IncomingMessage, limit: number): Promise<Buffer> {
  const { 'content-encoding': encoding = 'identity', 'content-length': length = '0' } = request.headers;
  if (encoding !== 'identity') {
    throw new ScimError(415, `The body is encoded as "${encoding}". Send it without Content-Encoding.`);
  }
  if (Number(length) > limit) throw tooLarge(limit);
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(piece)) continue;
    size += piece.byteLength;
    if (size > limit) throw tooLarge(limit);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function decode(bytes: Buffer): string | undefined {
  if (bytes.byteLength === 0) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    const detail = 'The body is not valid UTF-8. Send one JSON object in UTF-8.';
    throw new ScimError(400, detail, { scimType: 'invalidSyntax', cause });
  }
}

function tooLarge(limit: number): ScimError {
  return new ScimError(413, `The body is larger than ${limit} bytes. Send less at once, or raise server.bodyLimit.`);
}
