import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectorError, createHttpClient, type HttpResponse } from '@linkspan/core';
import { type Channel, DeliveryError } from './channel.js';
import type { Message } from './message.js';
import { signBody } from './sign-body.js';

export interface WebhookOptions {
  readonly url: string;
  readonly secret: string;
  /** Milliseconds before each further attempt. */
  readonly waits?: readonly number[];
}

const silent = { debug() {}, info() {}, warn() {} };
const timeout = 10_000;
const longestWait = 60_000;

/**
 * By the rules of the connectors' HTTP client: no redirect is followed, and no link-local address or cloud metadata service is connected
 * to. Tried again where the receiver does not answer, is busy or fails; signed anew each time, so that receivers may refuse what is old.
 */
export function createWebhookChannel({ url, secret, waits = [1_000, 5_000] }: WebhookOptions): Channel {
  async function post(message: Message, signal: AbortSignal): Promise<HttpResponse> {
    const ending = new AbortController();
    try {
      const client = createHttpClient(
        { baseUrl: url, timeout, maxResponseSize: 64 * 1024 },
        { log: silent, signal: ending.signal },
      );
      const signature = signBody(JSON.stringify(message), secret, Math.floor(Date.now() / 1_000));
      const headers = { 'Linkspan-Signature': signature };
      return await client.request({ method: 'POST', path: '', headers, json: message }, signal);
    } finally {
      ending.abort();
    }
  }

  /** Undefined: it was taken. */
  async function attempt(
    message: Message,
    signal: AbortSignal,
  ): Promise<{ text: string; again: boolean; wait?: number } | undefined> {
    try {
      const { status } = await post(message, signal);
      if (status >= 200 && status < 300) return undefined;
      if (status >= 300 && status < 400)
        return {
          text: `it redirects (${status}), and redirects are not followed: enter the final address`,
          again: false,
        };
      if (status >= 500) return { text: `it answered ${status}`, again: true };
      return { text: `it answered ${status}: is the address still the right one?`, again: false };
    } catch (error) {
      if (!ConnectorError.is(error)) throw error;
      const again = error.kind === 'unavailable' || error.kind === 'rate-limited';
      return {
        text: hidePath(error.message, url),
        again,
        ...(error.retryAfter !== undefined && { wait: error.retryAfter }),
      };
    }
  }

  return {
    name: 'webhook',
    async send(message, signal) {
      for (const planned of [...waits, undefined]) {
        const failure = await attempt(message, signal);
        if (failure === undefined) return;
        if (!failure.again || planned === undefined || signal.aborted) throw new DeliveryError(failure.text);
        await sleep(Math.min(Math.max(planned, failure.wait ?? 0), longestWait), undefined, { signal }).catch(() => {
          throw new DeliveryError(failure.text);
        });
      }
    },
  };
}

/** Paths of chats' webhooks are their secrets. */
function hidePath(text: string, url: string): string {
  const { pathname } = URL.canParse(url) ? new URL(url) : { pathname: '' };
  return pathname.length > 1 ? text.replaceAll(pathname, '/…') : text;
}
