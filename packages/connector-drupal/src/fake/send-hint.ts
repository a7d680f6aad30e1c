import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { FakeCompanion } from './fake-companion.js';

export interface FakeWebhook {
  readonly url: string;
  readonly secret: string;
}

/** Milliseconds before each attempt. A real companion has longer ones, and no last one. */
const pauses = [0, 100, 500, 2_000];

/** Tells that the feed has grown, until somebody takes it. */
export async function sendHint({ feed, rows }: FakeCompanion, { url, secret }: FakeWebhook): Promise<void> {
  const delivery = randomUUID();
  const body = JSON.stringify({ feed, last: rows.length });
  for (const milliseconds of pauses) {
    await pause(milliseconds);
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const signature = createHmac('sha256', secret).update(`${timestamp}.${delivery}.${body}`).digest('hex');
    const headers = {
      'content-type': 'application/json',
      'linkspan-delivery': delivery,
      'linkspan-timestamp': timestamp,
      'linkspan-signature': `v1=${signature}`,
    };
    const isTaken = await fetch(url, { method: 'POST', headers, body }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isTaken) return;
  }
}
