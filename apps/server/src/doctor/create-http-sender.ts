import { once } from 'node:events';
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { SendTranscript } from '@linkspan/core';
import { describeCallError } from './describe-call-error.js';

export interface HttpSenderOptions {
  readonly baseUrl: string;
  readonly token: string;
  /** Milliseconds. Okta waits a minute, JumpCloud does not say. */
  readonly timeout?: number;
}

/** Of an answer; more is a page of somebody else's. */
const mostBytes = 4 * 1024 * 1024;

/** Sends as an identity provider does: from outside, by the public URL, the path as it stands, no redirect followed, a connection each. */
export function createHttpSender({ baseUrl, token, timeout = 20_000 }: HttpSenderOptions): SendTranscript {
  const base = new URL(baseUrl);
  const send = base.protocol === 'https:' ? httpsRequest : httpRequest;

  return async ({ method, target, headers, body }) => {
    const sent = send({
      hostname: base.hostname.replace(/^\[|\]$/g, ''),
      port: base.port === '' ? undefined : Number(base.port),
      path: `${base.pathname.replace(/\/+$/, '')}${target}`,
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...headers,
        ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
      },
      agent: false,
      signal: AbortSignal.timeout(timeout),
    });
    try {
      const response = await answerTo(sent, body);
      return { status: response.statusCode ?? 0, headers: joinHeaders(response), body: await readText(response) };
    } catch (error) {
      sent.destroy();
      throw new Error(describeCallError(error, base, timeout), { cause: error });
    }
  };
}

async function answerTo(sent: ClientRequest, body: string | undefined): Promise<IncomingMessage> {
  sent.end(body);
  const [response] = await once(sent, 'response');
  // Whoever refuses a large body may close the connection before it has read all of it: it has been answered then.
  sent.on('error', () => undefined);
  return response;
}

async function readText(response: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of response) {
    pieces.push(piece);
    size += piece.length;
    if (size > mostBytes) break;
  }
  return Buffer.concat(pieces).toString('utf8');
}

function joinHeaders({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, [value].flat().join(', ')]],
    ),
  );
}
