import type { Message } from './message.js';

/** A way to somebody. */
export interface Channel {
  readonly name: 'webhook' | 'email';
  /** Rejects with a `DeliveryError`. */
  send(message: Message, signal: AbortSignal): Promise<void>;
}

/** What went wrong, for an operator; never with a secret, nor with an address that may be one. */
export class DeliveryError extends Error {}
