import type { InstallationKey } from '../installation/installation-key.js';
import type { EventReceiver } from './event-receiver.js';

/** Of what a receiver could refuse us for. Keyed, so that it tells nothing of the token. */
export function fingerprintOf(key: Pick<InstallationKey, 'hash'>, receiver: EventReceiver): string {
  const { audience = null, delivery } = receiver;
  return receiver.delivery === 'push'
    ? key.hash([delivery, receiver.url, receiver.token ?? null, audience])
    : key.hash([delivery, audience]);
}
