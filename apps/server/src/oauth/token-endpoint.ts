import type { IncomingMessage, ServerResponse } from 'node:http';
import { ScimError, type ScimResponse } from '@linkspan/core';
import type { Logger } from 'pino';
import { senderKey } from '../authentication/sender-key.js';
import type { Client } from '../connectors/client.js';
import { createFloodGate } from '../http/create-flood-gate.js';
import { readBytes } from '../http/read-bytes.js';
import { sendAnswer } from '../http/send-answer.js';
import type { RequestEntry } from '../requests/request-entry.js';
import { createToken } from '../tokens/create-token.js';
import type { TokenStore } from '../tokens/token-store.js';
import { createFindOauthClient } from './find-oauth-client.js';
import { grantAnswer, oauthErrorAnswer } from './oauth-answers.js';
import { OauthError } from './oauth-error.js';
import { readTokenRequest } from './read-token-request.js';

export interface TokenEndpointOptions {
  readonly clients: readonly Client[];
  readonly tokens: TokenStore;
  isTrustedProxy(peer: string | undefined): boolean;
  /** Every request of a client that is known, for the operator. */
  record(entry: RequestEntry): void;
  readonly log: Logger;
  /** Milliseconds since 1970. Default Date.now. */
  now?(): number;
}

export interface TokenCall {
  readonly requestId: string;
  readonly address?: string;
}

/** Bytes: ids, a secret and a scope. */
const bodyLimit = 8 * 1024;
/** A token holds an hour: whoever asks for one before every request is slowed. */
const ofClient = { burst: 60, perSecond: 2, mostKeys: 1_000 };
const ofGuessers = { burst: 30, perSecond: 1, mostKeys: 10_000 };

/** `POST /oauth2/token`: OAuth 2 client credentials (RFC 6749 §4.4). Resolves with false, unanswered, where no client has them. */
export function createTokenEndpoint(options: TokenEndpointOptions) {
  const { clients, tokens, isTrustedProxy, record, log, now = Date.now } = options;
  const isOffered = clients.some(({ oauth }) => oauth !== undefined);
  const find = createFindOauthClient(clients, isTrustedProxy);
  const granted = createFloodGate({ ...ofClient, now });
  const guessers = createFloodGate({ ...ofGuessers, now });

  async function grant(request: IncomingMessage, { address }: TokenCall): Promise<Outcome> {
    const asked = readTokenRequest(request.headers, await readBody(request));
    const peer = request.socket.remoteAddress;
    const evidence = {
      headers: request.headers,
      rawHeaders: request.rawHeaders,
      ...(address !== undefined && { address }),
      ...(peer !== undefined && { peer }),
    };
    const judged = find(asked, evidence);
    const { client } = judged;
    if ('refused' in judged) {
      const wait = guessers.pass(senderKey(address));
      const error = wait > 0 ? tooMany(wait) : refusedClient();
      return { ...(client && { client }), refused: judged.refused, answer: oauthErrorAnswer(error) };
    }
    const wait = granted.pass(judged.client.name);
    if (wait > 0)
      return { client: judged.client, refused: 'it asks for too many tokens', answer: oauthErrorAnswer(tooMany(wait)) };
    const lifetime = judged.client.oauth?.lifetime ?? 0;
    const { scopes } = asked;
    const at = now();
    const what = { client: judged.client.name, name: 'OAuth', scopes, now: at, expiresAt: at + lifetime };
    const { text, record: made } = await createToken(tokens, { ...what, kind: 'access' });
    return { client: judged.client, tokenId: made.id, answer: grantAnswer({ text, scopes, lifetime }) };
  }

  async function respond(request: IncomingMessage, call: TokenCall): Promise<Outcome> {
    try {
      if (request.method !== 'POST') throw new OauthError('invalid_request', 'Use POST.', { status: 405 });
      return await grant(request, call);
    } catch (error) {
      if (error instanceof OauthError) return { answer: oauthErrorAnswer(error) };
      log.error({ requestId: call.requestId, err: error }, 'access token was not granted');
      const text = 'The server cannot grant tokens at the moment. Try again.';
      return {
        answer: oauthErrorAnswer(new OauthError('temporarily_unavailable', text, { status: 503, retryAfter: 5 })),
      };
    }
  }

  return async (request: IncomingMessage, response: ServerResponse, call: TokenCall): Promise<boolean> => {
    if (!isOffered) return false;
    const at = now();
    const { client, refused, tokenId, answer } = await respond(request, call);
    const { requestId, address } = call;
    await sendAnswer(response, answer);
    log.info({ requestId, client: client?.name, status: answer.status, tokenId, refused }, 'access token request');
    if (client) {
      record({
        at,
        client: client.name,
        requestId,
        method: 'POST',
        path: '/oauth2/token',
        ...(address !== undefined && { address }),
        ...(tokenId !== undefined && { tokenId }),
        headers: {},
        status: answer.status,
        ...(refused !== undefined && { refused }),
        milliseconds: now() - at,
        quirks: [],
        ignored: [],
      });
    }
    return true;
  };
}

interface Outcome {
  /** Whose id it was. */
  readonly client?: Client;
  readonly refused?: string;
  readonly tokenId?: string;
  readonly answer: ScimResponse;
}

async function readBody(request: IncomingMessage): Promise<string> {
  try {
    return (await readBytes(request, bodyLimit, 'It has to hold a grant type, a client and a scope.')).toString('utf8');
  } catch (error) {
    if (error instanceof ScimError) throw new OauthError('invalid_request', 'The body is too large, or encoded.');
    throw error;
  }
}

function refusedClient(): OauthError {
  return new OauthError('invalid_client', 'The client id or its secret was refused.', { status: 401 });
}

function tooMany(wait: number): OauthError {
  const retryAfter = Math.ceil(wait / 1_000);
  return new OauthError('temporarily_unavailable', 'Too many requests. Wait as long as Retry-After says.', {
    status: 429,
    retryAfter,
  });
}
