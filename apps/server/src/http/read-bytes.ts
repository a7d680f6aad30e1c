import type { IncomingMessage } from 'node:http';
import { ScimError } from '@linkspan/core';

/**
 * The whole body, byte by byte. What is beyond the limit is thrown away unread, and the connection stays, so that the caller gets to see
 * the answer. `remedy` is said to whoever sends more.
 * @throws ScimError 413, 415
 */
export async function readBytes(request: IncomingMessage, limit: number, remedy: string): Promise<Buffer> {
  try {
    return await collect(request, limit, remedy);
  } finally {
    // After the iterator has let go of the stream: before, this would do nothing.
    request.resume();
  }
}

async function collect(request: IncomingMessage, limit: number, remedy: string): Promise<Buffer> {
  const { 'content-encoding': encoding = 'identity', 'content-length': length = '0' } = request.headers;
  if (encoding !== 'identity') {
    throw new ScimError(415, `The body is encoded as "${encoding}". Send it without Content-Encoding.`);
  }
  const tooLarge = () => new ScimError(413, `The body is larger than ${limit} bytes. ${remedy}`);
  if (Number(length) > limit) throw tooLarge();
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(piece)) continue;
    size += piece.byteLength;
    if (size > limit) throw tooLarge();
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
