/** A request to a SCIM base URL, as it comes. */
export interface ScimRequestStart {
  /** As the URL says; perhaps no client's. */
  readonly client: string;
  readonly method: string;
  /** Below the base URL, without the query. */
  readonly path: string;
  readonly requestId: string;
  /** W3C `traceparent` that it came with. */
  readonly traceparent?: string;
}

/** Watches requests. Runs the work that it is given, once; the work resolves with the status. */
export type RequestObserver = (request: ScimRequestStart, work: () => Promise<number>) => Promise<number>;
