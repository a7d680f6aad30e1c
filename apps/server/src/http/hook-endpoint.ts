import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorResponse, type Orchestrator, ScimError, type ScimResponse, type WebhookOutcome } from '@linkspan/core';
import type { Logger } from 'pino';
import { createFloodGate } from './create-flood-gate.js';
import { readBytes } from './read-bytes.js';
import { sendAnswer } from './send-answer.js';
import { singleHeaders } from './single-headers.js';

/** What became of a request to `/hooks/…`, as the metrics count it. */
export type HookOutcome = WebhookOutcome | 'invalid' | 'flood' | 'failed';

export interface HookEndpointOptions {
  readonly receiveWebhook: Orchestrator['receiveWebhook'];
  isApplication(name: string): boolean;
  /** Learns what became of each. */
  note(application: string, outcome: HookOutcome): void;
  readonly log: Logger;
  /** Milliseconds since 1970. Default Date.now. */
  now?(): number;
}

export interface HookCall {
  /** As the URL has it; perhaps none that is configured. */
  readonly application: string;
  readonly requestId: string;
  readonly address?: string;
}

/** Bytes. It is a hint: what has changed is read from the application. */
const bodyLimit = 256 * 1024;
/** A site that saves people one by one, for an hour, stays below it; what is held back is fetched with the next poll. */
const ofAddress = { burst: 120, perSecond: 10, mostKeys: 10_000 };
const ofApplication = { burst: 600, perSecond: 50, mostKeys: 1_000 };

/**
 * `POST /hooks/{application}`: 202 only once what it says is durable. False where nothing was answered: there is no such address. An
 * application that is not there and one that takes no webhooks look the same.
 */
export function createHookEndpoint(options: HookEndpointOptions) {
  const { receiveWebhook, isApplication, note, log, now = Date.now } = options;
  const addresses = createFloodGate({ ...ofAddress, now });
  const applications = createFloodGate({ ...ofApplication, now });

  /** Of an application only what is its own counts: strangers must not silence it. Those that are not configured share one count. */
  const findFlood = ({ application, address = '' }: HookCall) =>
    addresses.pass(address) || (isApplication(application) ? 0 : applications.pass(''));

  async function read(request: IncomingMessage): Promise<Buffer | ScimError> {
    try {
      return await readBytes(request, bodyLimit, 'A webhook says that something has changed, not what it is now.');
    } catch (error) {
      if (error instanceof ScimError) return error;
      throw error;
    }
  }

  async function receive(request: IncomingMessage, body: Buffer, call: HookCall): Promise<WebhookOutcome | 'failed'> {
    try {
      return await receiveWebhook(call.application, { headers: singleHeaders(request), body });
    } catch (error) {
      log.error({ requestId: call.requestId, application: call.application, err: error }, 'webhook was not stored');
      return 'failed';
    }
  }

  async function respond(request: IncomingMessage, call: HookCall): Promise<Judged> {
    if (request.method !== 'POST') return { answer: onlyPosted };
    const wait = findFlood(call);
    if (wait > 0) return { outcome: 'flood', answer: floodAnswer(wait) };
    const body = await read(request);
    if (body instanceof ScimError) return { outcome: 'invalid', answer: errorResponse(body) };
    const outcome = await receive(request, body, call);
    const isItsOwn = outcome === 'stored' || outcome === 'repeated';
    const later = isItsOwn ? applications.pass(call.application) : 0;
    return later > 0 ? { outcome: 'flood', answer: floodAnswer(later) } : { outcome, answer: answers[outcome] };
  }

  return async (request: IncomingMessage, response: ServerResponse, call: HookCall): Promise<boolean> => {
    const { outcome, answer } = await respond(request, call);
    if (outcome !== undefined) note(call.application, outcome);
    if (answer === undefined) return false;
    const level = outcome === 'flood' ? 'debug' : 'info';
    log[level]({ requestId: call.requestId, application: call.application, outcome, status: answer.status }, 'webhook');
    await sendAnswer(response, answer);
    return true;
  };
}

interface Judged {
  readonly outcome?: HookOutcome;
  /** Absent: there is no such address. */
  readonly answer: ScimResponse | undefined;
}

/** What is said to each. */
const answers: Readonly<Record<WebhookOutcome | 'failed', ScimResponse | undefined>> = {
  stored: accepted('stored'),
  repeated: accepted('repeated'),
  refused: errorResponse(
    new ScimError(
      401,
      'The signature or the time of the webhook is wrong. Compare the secret, and the clocks of both sides.',
    ),
  ),
  unsupported: undefined,
  unknown: undefined,
  failed: errorResponse(
    new ScimError(503, 'The webhook could not be stored. Send it again; the log of the server says why.', {
      retryAfter: 5,
    }),
  ),
};

const onlyPosted = errorResponse(new ScimError(405, 'Webhooks are posted. Use POST.'), { Allow: 'POST' });

function accepted(status: string): ScimResponse {
  return { status: 202, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ status }) };
}

function floodAnswer(wait: number): ScimResponse {
  const retryAfter = Math.ceil(wait / 1_000);
  return errorResponse(new ScimError(429, 'Too many webhooks. Send this one again later.', { retryAfter }));
}
