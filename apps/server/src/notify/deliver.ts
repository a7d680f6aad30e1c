import { type Channel, DeliveryError } from './channel.js';
import type { Message } from './message.js';

export interface Delivery {
  readonly channel: Channel['name'];
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Absent: it was taken. */
  readonly error?: string;
}

/** Sends by every way at once. Never rejects; after an abort it waits for nobody, whatever a mail server does. */
export function deliver(
  channels: readonly Channel[],
  message: Message,
  signal: AbortSignal,
): Promise<readonly Delivery[]> {
  return Promise.all(
    channels.map(async (channel): Promise<Delivery> => {
      const told = (error?: string) => ({
        channel: channel.name,
        at: Date.now(),
        ...(error !== undefined && { error }),
      });
      try {
        await Promise.race([channel.send(message, signal), aborted(signal)]);
        return told();
      } catch (error) {
        return told(error instanceof DeliveryError ? error.message : 'it failed; the log says why');
      }
    }),
  );
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const end = () => reject(new DeliveryError('it was broken off'));
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
  });
}
