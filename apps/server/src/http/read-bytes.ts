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
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let size = 0;
    request.on('data', (piece: Buffer) => {
      size += piece.byteLength;
      if (size <= limit) pieces.push(piece);
      else reject(tooLarge());
    });
    request.once('end', () => resolve(Buffer.concat(pieces)));
    request.once('error', reject);
    // Where the caller went away without a word.
    request.once('close', () => {
      if (!request.readableEnded) reject(new Error('the connection ended within the body'));
    });
  });
}
