import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isJsonObject, type Json, ScimError } from '@linkspan/core';
import type { Logger } from 'pino';
import { senderKey } from '../authentication/sender-key.js';
import { createFloodGate } from '../http/create-flood-gate.js';
import { readRawBody } from '../http/read-raw-body.js';
import { sendAnswer } from '../http/send-answer.js';
import type { EventStore } from '../store/index.js';
import type { CommitHints } from './create-commit-hints.js';
import type { MakeSet } from './create-set-maker.js';
import type { EventReceiver, PollReceiver } from './event-receiver.js';
import { type PollAnswer, pollEvents } from './poll-events.js';
import { type PollRequest, pollRequest } from './poll-request.js';

export interface PollEndpointOptions {
  readonly receivers: readonly EventReceiver[];
  readonly store: EventStore;
  readonly makeSet: MakeSet;
  readonly hints: Pick<CommitHints, 'listen'>;
  readonly log: Logger;
  /** Then nobody is kept waiting. */
  isStopping(): boolean;
  /** Milliseconds that a poll waits for an event. */
  readonly patience?: number;
}

export interface PollCall {
  /** As the URL has it; perhaps none that is configured. */
  readonly receiver: string;
  readonly requestId: string;
  readonly address?: string;
}

/** Bytes: ten thousand acknowledgements. */
const bodyLimit = 1024 * 1024;
/** Polls of one receiver that wait at once; more are answered at once. */
const mostWaiting = 4;
/** Milliseconds between looks, beside those after commits: for what other servers write. */
const lookEvery = 1_000;
const flood = { burst: 120, perSecond: 10, mostKeys: 10_000 };

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Json;
}

/** `POST /events/{receiver}` (RFC 8936). A receiver that is not there, one that is pushed to, and a wrong token look the same. */
export function createPollEndpoint(options: PollEndpointOptions) {
  const { receivers, store, makeSet, hints, log, isStopping, patience = 30_000 } = options;
  const known = new Map(receivers.flatMap((one) => (one.delivery === 'poll' ? [[one.name, one] as const] : [])));
  const hashes = new Map([...known].map(([name, { tokens }]) => [name, tokens.map(hash)]));
  const waiting = new Map<string, number>();
  const refusals = createFloodGate({ ...flood, now: Date.now });

  function authenticate(name: string, authorization: string | undefined): PollReceiver | undefined {
    const token = hash(/^bearer +([^\s]+) *$/i.exec(authorization ?? '')?.[1] ?? '');
    // Compared also where there is no such receiver, so that the time does not tell.
    const hits = (hashes.get(name) ?? [hash('')]).filter((expected) => timingSafeEqual(expected, token));
    return hits.length > 0 ? known.get(name) : undefined;
  }

  async function poll(receiver: PollReceiver, request: PollRequest, gone: AbortSignal): Promise<PollAnswer> {
    const first = await pollEvents({ store, makeSet }, receiver, request, Date.now());
    const count = waiting.get(receiver.name) ?? 0;
    if (isSettled(first, request) || count >= mostWaiting) return first;
    waiting.set(receiver.name, count + 1);
    try {
      return await waitFor(receiver, { ...request, ack: [], setErrs: {} }, gone);
    } finally {
      waiting.set(receiver.name, (waiting.get(receiver.name) ?? 1) - 1);
    }
  }

  async function waitFor(receiver: PollReceiver, request: PollRequest, gone: AbortSignal): Promise<PollAnswer> {
    const end = Date.now() + patience;
    for (;;) {
      await sleepUntilHint(hints, Math.min(lookEvery, end - Date.now()), gone);
      const last = Date.now() >= end || isStopping();
      if (gone.aborted) return { sets: {}, moreAvailable: false };
      const answer = await pollEvents({ store, makeSet }, receiver, request, Date.now());
      if (last || isSettled(answer, request)) return answer;
    }
  }

  async function respond(request: IncomingMessage, call: PollCall, gone: AbortSignal): Promise<Answer> {
    if (request.method !== 'POST')
      return refuse(405, 'invalid_request', 'Events are polled by POST.', { Allow: 'POST' });
    const receiver = authenticate(call.receiver, request.headers.authorization);
    if (receiver === undefined) {
      const wait = refusals.pass(senderKey(call.address));
      if (wait > 0)
        return refuse(429, 'invalid_request', 'Too many refusals.', { 'Retry-After': String(Math.ceil(wait / 1_000)) });
      return refuse(401, 'authentication_failed', 'The token was refused.', { 'WWW-Authenticate': 'Bearer' });
    }
    const parsed = parse(await readRawBody(request, bodyLimit));
    if (parsed === undefined)
      return refuse(
        400,
        'invalid_request',
        'The body is no poll request of RFC 8936 section 2.4, or too much is acknowledged at once.',
      );
    const { sets, moreAvailable } = await poll(receiver, parsed, gone);
    return { status: 200, body: { sets, moreAvailable } };
  }

  return async (request: IncomingMessage, response: ServerResponse, call: PollCall): Promise<void> => {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    let answer: Answer;
    try {
      answer = await respond(request, call, gone.signal);
    } catch (error) {
      if (response.destroyed) return;
      if (error instanceof ScimError) answer = refuse(error.status, 'invalid_request', error.message);
      else {
        log.error({ requestId: call.requestId, receiver: call.receiver, err: error }, 'events could not be handed out');
        answer = refuse(503, 'unavailable', 'Try again; the log of the server says why.', { 'Retry-After': '5' });
      }
    }
    const { status, headers = {}, body } = answer;
    log.debug({ requestId: call.requestId, receiver: call.receiver, status }, 'events polled');
    const plain = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };
    await sendAnswer(response, { status, headers: { ...plain, ...headers }, body: JSON.stringify(body) });
  };
}

/** RFC 8936 §2.4: there is something to answer, or it is not to be waited for. */
function isSettled({ sets }: PollAnswer, { returnImmediately, maxEvents }: PollRequest): boolean {
  return returnImmediately || maxEvents === 0 || Object.keys(sets).length > 0;
}

function parse(text: string | undefined): PollRequest | undefined {
  try {
    const body: unknown = JSON.parse(text ?? '{}');
    return isJsonObject(body) ? pollRequest.safeParse(body).data : undefined;
  } catch {
    return undefined;
  }
}

function refuse(
  status: number,
  err: string,
  description: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, headers, body: { err, description } };
}

function sleepUntilHint(hints: Pick<CommitHints, 'listen'>, milliseconds: number, gone: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      unlisten();
      clearTimeout(timer);
      gone.removeEventListener('abort', end);
      resolve();
    };
    const unlisten = hints.listen(end);
    const timer = setTimeout(end, Math.max(0, milliseconds));
    gone.addEventListener('abort', end);
  });
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
