const marker = Symbol.for('linkspan.query-too-expensive');

/** A query was given up, since it would have cost others too much (see `ResourceQuery.patience`). Nothing is wrong with the store. */
export class QueryTooExpensive extends Error {
  override readonly name = 'QueryTooExpensive';
  readonly [marker] = true;
  /**
   * `slow`: it was looked for in what no index answers, and not found in time; it will be no better the next time.
   * `busy`: others of its kind were under way all the time; later it may do.
   */
  readonly reason: 'slow' | 'busy';

  constructor(reason: 'slow' | 'busy', options?: { readonly cause?: unknown }) {
    super(reason === 'slow' ? 'the query took too long, and was given up' : 'too many long queries at once', options);
    this.reason = reason;
  }
}

/** By a marker: a store may bring its own copy of this package. */
export function isQueryTooExpensive(error: unknown): error is QueryTooExpensive {
  return typeof error === 'object' && error !== null && marker in error;
}
