import type { Commit } from './resource-store.js';

/** Where a change of the directory came from: it goes from the commit to its marks, and on to the links that they touch. */
export interface Origin {
  /** W3C `traceparent` of the request. */
  readonly trace?: string;
  /** The request's own id, as the journal has it. */
  readonly requestId?: string;
}

/** As the marks of a commit have it. Undefined: nobody requested it. */
export function originOf({ trace, journal: { requestId } }: Pick<Commit, 'trace' | 'journal'>): Origin | undefined {
  if (trace === undefined && requestId === undefined) return undefined;
  return { ...(trace !== undefined && { trace }), ...(requestId !== undefined && { requestId }) };
}
