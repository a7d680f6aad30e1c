/** A call as it goes over the wire. `path` is relative to the SCIM base URL, percent-encoded, and sent as it stands (`//Users`). */
export interface ReplayRequest {
  readonly method: string;
  readonly path: string;
  /** Names in lower case. Where `authorization` is missing, the sender adds its valid token. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface ReplayAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whole; empty where there is none. */
  readonly body: string;
}

/** Must not follow redirects, nor add an `accept` of its own. */
export type SendReplayRequest = (request: ReplayRequest) => Promise<ReplayAnswer>;
