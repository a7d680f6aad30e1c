import { createHmac, randomUUID } from 'node:crypto';
import type { Webhook, WebhookRequest } from '../../../connector/webhook.js';
import type { Fault } from './toy-site.js';

const secrets = { right: 'a secret', wrong: 'another secret' };

function sign(secret: keyof typeof secrets, text: string | Uint8Array): string {
  return createHmac('sha256', secrets[secret]).update(text).digest('hex');
}

/** What the toy sends: who sends it is signed, and what. */
export function signToyDelivery(secret: keyof typeof secrets, delivery: string = randomUUID()): WebhookRequest {
  const body = Buffer.from('{"grown":true}');
  const time = String(Date.now());
  const signature = `${sign(secret, `${time}.${delivery}`)}.${sign(secret, body)}`;
  return { headers: { 'toy-delivery': delivery, 'toy-time': time, 'toy-signature': signature }, body };
}

export function toyWebhook(fault: Fault | undefined): Webhook {
  return {
    receive({ headers, body }) {
      const { 'toy-delivery': delivery = '', 'toy-time': time = '', 'toy-signature': given } = headers;
      if (given === undefined && fault === 'a header that is missing is an error') throw new TypeError('no signature');
      const [ofHead, ofBody] = (given ?? '').split('.');
      const isTrue = (secret: keyof typeof secrets) =>
        ofHead === sign(secret, `${time}.${delivery}`) && (ofBody === sign(secret, body) || fault === 'the body is not signed');
      if (!isTrue('right') && !(fault === 'any secret will do' && isTrue('wrong'))) return undefined;
      return {
        id: fault === 'a receipt has an id of its own' ? randomUUID() : delivery,
        at: Number(time) / (fault === 'a receipt has seconds' ? 1_000 : 1),
      };
    },
  };
}
