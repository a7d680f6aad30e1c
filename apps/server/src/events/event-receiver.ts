import type { EventType } from './event-type.js';

interface Subscription {
  readonly name: string;
  readonly directory: string;
  readonly types: readonly EventType[];
  /** `full`: with values. */
  readonly include: 'notice' | 'full';
  readonly audience?: string;
}

export interface PushReceiver extends Subscription {
  readonly delivery: 'push';
  readonly url: string;
  readonly token?: string;
}

export interface PollReceiver extends Subscription {
  readonly delivery: 'poll';
  readonly tokens: readonly string[];
}

/** Who is told of changes, with its secrets. */
export type EventReceiver = PushReceiver | PollReceiver;
