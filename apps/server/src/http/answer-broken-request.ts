import type { Duplex } from 'node:stream';
import { errorResponse, ScimError } from '@linkspan/core';

const reasons: Readonly<Record<string, readonly [status: number, phrase: string, detail: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'The address and the headers are too long. Send less.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [
    413,
    'Content Too Large',
    'The chunks of the body have too long extensions. Leave them out.',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'The request did not arrive in time. Send it again.'],
};
const unreadable = [
  400,
  'Bad Request',
  'This is no HTTP request that can be read. Send it again, as RFC 9112 says.',
] as const;

/** Of what was read, or was to be read, as HTTP. Others are of TLS: before its handshake ends nothing can be said, and an answer would wait for ever. */
const ofHttp = /^(?:HPE|ERR_HTTP)_/;

/** What Node could not read as HTTP is told so as everything else is, and the connection ends. */
export function answerBrokenRequest(error: Error & { readonly code?: string }, socket: Duplex): void {
  if (!ofHttp.test(error.code ?? '') || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, phrase, detail] = reasons[error.code ?? ''] ?? unreadable;
  const { headers, body = '' } = errorResponse(new ScimError(status, detail));
  const lines = Object.entries({ ...headers, 'Content-Length': Buffer.byteLength(String(body)), Connection: 'close' });
  const head = [`HTTP/1.1 ${status} ${phrase}`, ...lines.map(([name, value]) => `${name}: ${value}`)];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
