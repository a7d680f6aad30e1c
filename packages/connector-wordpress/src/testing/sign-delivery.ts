import { createHmac, randomUUID } from 'node:crypto';
import type { WebhookRequest } from '@linkspan/core';

/** LINKSPAN_WEBHOOK_SECRET of the sites under test. */
export const webhookSecret = 'a secret that both sides know';

/** What a companion would post now, or post again under the delivery of before: `docs/companion-protocol.md`. */
export function signDelivery(secret: string, delivery: string = randomUUID()): WebhookRequest {
  const body = JSON.stringify({ feed: '9f0c', last: 44 });
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${delivery}.${body}`).digest('hex');
  return {
    headers: {
      'linkspan-delivery': delivery,
      'linkspan-timestamp': timestamp,
      'linkspan-signature': `v1=${signature}`,
    },
    body: Buffer.from(body),
  };
}
