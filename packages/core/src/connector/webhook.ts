import type { Delta } from './changes.js';

/** What was posted to `/hooks/{application}`. */
export interface WebhookRequest {
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** As it came, byte by byte: signatures are made over it. */
  readonly body: Uint8Array;
}

export interface WebhookReceipt {
  /** Of the delivery: the same when the vendor repeats it. The host takes each once. */
  readonly id: string;
  /** When it was signed, milliseconds since 1970: the host refuses what is older or newer than five minutes. */
  readonly at: number;
  /** What it names. Without both: only that something has changed, so that `changes` or a listing is asked at once. */
  readonly users?: readonly Delta[];
  readonly groups?: readonly Delta[];
}

/** What a vendor sends by itself when something has changed. The host stores it before it answers. */
export interface Webhook {
  /** Proves the signature in constant time and reads the message. Undefined: it is not the vendor's, or cannot be read. */
  receive(request: WebhookRequest): WebhookReceipt | undefined;
}
