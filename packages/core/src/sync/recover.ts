import { ConnectorError } from '../connector/connector-error.js';

/** What the core does about an error of one link. */
export type Recovery =
  /** Try again at `delay` milliseconds from now. `application`: the fault is the application's, not this person's. */
  | { readonly action: 'retry'; readonly delay: number; readonly application: boolean; readonly pause?: number }
  /** No retry helps: the credentials are refused. */
  | { readonly action: 'halt' }
  /** Look up who stands there. */
  | { readonly action: 'correlate' }
  /** The account is gone at the application. */
  | { readonly action: 'gone' }
  /** Wait for a person or a change. */
  | { readonly action: 'park' };

const firstDelay = 1_000;
const longestDelay = 5 * 60_000;
/** For one whom the application fails again and again while it answers for others: still tried, since a leaver must not be forgotten. */
const longestDelayAlone = 60 * 60_000;
const attemptsAlone = 3;
const attemptsForBugs = 5;

/** Doubles with each attempt up to the longest, with a jitter of a quarter, so that many links do not come back at once. */
export function backoff(attempts: number, random: () => number, longest = longestDelay): number {
  const delay = Math.min(firstDelay * 2 ** Math.min(attempts, 20), longest);
  return Math.round(delay * (0.75 + random() * 0.5));
}

/** The table that turns an error's kind into an action (`docs/architecture.md`). `answersOthers`: since this person's last failure. */
export function recover(error: unknown, attempts: number, random: () => number, answersOthers = false): Recovery {
  if (!ConnectorError.is(error)) {
    // A fault in the connector itself: again for a while, in case it was passing, then in front of a person.
    return attempts < attemptsForBugs
      ? { action: 'retry', delay: backoff(attempts, random), application: false }
      : { action: 'park' };
  }
  switch (error.kind) {
    case 'rate-limited':
    case 'unavailable': {
      const alone = answersOthers && attempts >= attemptsAlone && error.retryAfter === undefined;
      const delay = error.retryAfter ?? backoff(attempts, random, alone ? longestDelayAlone : longestDelay);
      return {
        action: 'retry',
        delay,
        application: !alone,
        ...(error.retryAfter === undefined ? {} : { pause: error.retryAfter }),
      };
    }
    case 'auth':
      return { action: 'halt' };
    case 'conflict':
      return { action: 'correlate' };
    case 'not-found':
      return { action: 'gone' };
    case 'invalid':
    case 'unsupported':
      return { action: 'park' };
  }
}
