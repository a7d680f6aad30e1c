import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Webhook } from '@linkspan/core';

/** Roster signs `<seconds>.<delivery>.<body>`. The body says only that something has changed. */
export function createWebhook(secret: string): Webhook {
  return {
    receive({ headers, body }) {
      const { 'roster-delivery': id = '', 'roster-time': time = '', 'roster-signature': given = '' } = headers;
      if (id === '' || !/^\d{1,12}$/.test(time)) return undefined;
      const signed = createHmac('sha256', secret).update(`${time}.${id}.`).update(body).digest();
      const said = Buffer.from(/^[0-9a-f]{64}$/.test(given) ? given : '', 'hex');
      if (said.length !== signed.length || !timingSafeEqual(said, signed)) return undefined;
      return { id, at: Number(time) * 1_000 };
    },
  };
}
