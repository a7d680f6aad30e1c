import type { ResourceConnector } from '../connector/connector.js';
import { wrapMethods } from './wrap-methods.js';

/** Who may call one application now. */
export interface CallLimit {
  /** Resolves when there is a place, in the order of asking; with what gives it back. */
  enter(): Promise<() => void>;
}

export function createCallLimit(most: number): CallLimit {
  const waiting: (() => void)[] = [];
  let taken = 0;
  const leave = () => {
    const next = waiting.shift();
    if (next === undefined) taken -= 1;
    else next();
  };
  return {
    enter() {
      if (taken < most) {
        taken += 1;
        return Promise.resolve(leave);
      }
      return new Promise((resolve) => waiting.push(() => resolve(leave)));
    },
  };
}

/**
 * The same methods, as many at once as the application takes. More people than that are worked on: while one waits for the database,
 * another's call goes, and the application is never idle for our sake.
 */
export function limitCalls(accounts: ResourceConnector, limit: CallLimit): ResourceConnector {
  return wrapMethods(accounts, async (_name, call) => {
    const leave = await limit.enter();
    try {
      return await call();
    } finally {
      leave();
    }
  });
}
