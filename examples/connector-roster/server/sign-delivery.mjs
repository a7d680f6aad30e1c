import { createHmac, randomUUID } from 'node:crypto';

/** What Roster posts when something has changed. @param {string} secret @param {string} [delivery] */
export function signDelivery(secret, delivery = randomUUID()) {
  const body = JSON.stringify({ changed: true });
  const time = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac('sha256', secret).update(`${time}.${delivery}.${body}`).digest('hex');
  /** @type {Record<string, string>} */
  const headers = { 'roster-delivery': delivery, 'roster-time': time, 'roster-signature': signature };
  return { headers, body: Buffer.from(body) };
}
