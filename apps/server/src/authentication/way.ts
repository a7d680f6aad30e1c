import type { Caller } from './caller.js';
import type { Party } from './create-party.js';
import type { Credentials } from './parse-authorization.js';

/** What one way of proof comes to. */
export type Proof =
  | {
      readonly caller: Caller;
      /** Milliseconds since 1970: not good for longer. */
      readonly until?: number;
    }
  | {
      readonly refused: string;
      /** Seconds: it cannot be told now, and may be then. */
      readonly retryAfter?: number;
    };

/** One way of proof. Undefined: these credentials are not of its kind, and the next way is asked. */
export type Way = (credentials: Credentials, party: Party) => Proof | undefined | Promise<Proof | undefined>;
