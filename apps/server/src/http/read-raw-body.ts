import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { ScimError } from '@linkspan/core';
import { readBytes } from './read-bytes.js';

/**
 * The whole body as text; undefined where there is none.
 * @throws ScimError 413, 415, 400 invalidSyntax
 */
export async function readRawBody(request: IncomingMessage, limit: number): Promise<string | undefined> {
  // RFC 9112 §6.3: without either there is no body, and no stream to wait for.
  const { 'content-length': length = '0', 'transfer-encoding': encoding } = request.headers;
  if (encoding === undefined && length === '0') return undefined;
  const bytes = await readBytes(request, limit, 'Send less at once, or raise server.bodyLimit.');
  if (bytes.byteLength === 0) return undefined;
  if (isUtf8(bytes)) return bytes.toString();
  throw new ScimError(400, 'The body is not valid UTF-8. Send one JSON object in UTF-8.', {
    scimType: 'invalidSyntax',
  });
}
