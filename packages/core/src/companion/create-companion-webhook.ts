import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Webhook } from '../connector/webhook.js';

/**
 * The companion's webhook: `Linkspan-Signature: v1=<hex HMAC-SHA256 of "<timestamp>.<delivery>.<body>">`, `Linkspan-Timestamp` in seconds,
 * `Linkspan-Delivery`. It says only that the feed has grown.
 */
export function createCompanionWebhook(secret: string): Webhook {
  return {
    receive({ headers, body }) {
      const { 'linkspan-signature': given = '', 'linkspan-timestamp': timestamp = '' } = headers;
      const id = headers['linkspan-delivery'];
      if (id === undefined || !/^[\w-]{8,64}$/.test(id) || !/^\d{1,12}$/.test(timestamp)) return undefined;
      // The delivery's id is signed with the rest: else what was overheard could be sent again under another one.
      const signed = createHmac('sha256', secret).update(`${timestamp}.${id}.`).update(body).digest();
      const said = Buffer.from(/^v1=([0-9a-f]{64})$/.exec(given)?.[1] ?? '', 'hex');
      if (said.length !== signed.length || !timingSafeEqual(said, signed)) return undefined;
      return { id, at: Number(timestamp) * 1_000 };
    },
  };
}
