import type { IncomingMessage } from 'node:http';
import { ScimError } from '@linkspan/core';

/**
 * The whole body as text; undefined where there is none. What is beyond the limit is thrown away unread, and the connection stays, so
 * that the caller gets to see the answer.
 * @throws ScimError 413, 415, 400 invalidSyntax
 */
export async function readRawBody(request: IncomingMessage, limit: number): Promise<string | undefined> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') {
    request.resume();
    throw new ScimError(415, `The body is encoded as "${encoding}". Send it without Content-Encoding.`);
  }
  const pieces: Buffer[] = [];
  let size = 0;
  if (Number(request.headers['content-length'] ?? 0) > limit) return refuse(request, limit);
  for await (const piece of request.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(piece)) continue;
    size += piece.byteLength;
    if (size > limit) return refuse(request, limit);
    pieces.push(piece);
  }
  return size === 0 ? undefined : decode(Buffer.concat(pieces));
}

function refuse(request: IncomingMessage, limit: number): never {
  request.resume();
  const detail = `The body is larger than ${limit} bytes. Send less at once, or raise server.bodyLimit.`;
  throw new ScimError(413, detail);
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    const detail = 'The body is not valid UTF-8. Send one JSON object in UTF-8.';
    throw new ScimError(400, detail, { scimType: 'invalidSyntax', cause });
  }
}
