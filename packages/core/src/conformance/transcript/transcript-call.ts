/** A request as it goes over the wire. */
export interface TranscriptCall {
  readonly method: string;
  /** Relative to the base URL, percent-encoded, with the query; sent as it stands (`//Users`). */
  readonly target: string;
  /** Names in lower case. Where `authorization` is missing, the sender adds its valid one. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface TranscriptAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whole; empty where there is none. */
  readonly body: string;
}

/** Follows no redirect. Rejects only where there is no answer, with a message for a person. */
export type SendTranscript = (call: TranscriptCall) => Promise<TranscriptAnswer>;
