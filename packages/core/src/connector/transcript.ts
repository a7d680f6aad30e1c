import type { Json } from '../scim/json.js';

/**
 * How sure it is that the vendor sends this. `certain`: its own document or recorded traffic. `likely`: concluded from services that work
 * with it. `unknown`: one of the forms that it may send; the server has to take each.
 */
export type Evidence = 'certain' | 'likely' | 'unknown';

/**
 * A JSON value to compare with: names that an object does not speak of are free, a list holds as many values in any order, `"*"` is any
 * text that is not empty, and null is unassigned: absent, null or an empty list (RFC 7643 §2.5). `{{name}}` is a capture.
 */
export type Expected = Json;

/** The life cycle of people and groups as one vendor's client sends it to an empty directory. Data: `replayTranscript` plays it. */
export interface Transcript {
  /** In lower case, unique within the connector: `okta-wizard`. */
  readonly id: string;
  /** What at the vendor's side is set up in this way. */
  readonly title: string;
  /** Sent with every request. Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** In the order in which they build on each other. */
  readonly steps: readonly TranscriptStep[];
  /** What applications would get, once it has ended. */
  readonly outcome: readonly TranscriptReading[];
  /** Texts that stand in no answer: passwords that the vendor sends. */
  readonly secrets?: readonly string[];
}

export interface TranscriptStep {
  readonly id: string;
  readonly title: string;
  readonly evidence: Evidence;
  /** Where the vendor, or whoever recorded it, says so: a page, a repository with the file. */
  readonly source: string;
  readonly request: TranscriptRequest;
  readonly answer: {
    /** Any of these. */
    readonly status: readonly number[];
    readonly body?: Expected;
    /** By lower-case name; each must hold this text. */
    readonly headers?: Readonly<Record<string, string>>;
    /** Milliseconds beyond which the vendor complains. A remark, no failure. */
    readonly within?: number;
  };
  /** The capture that the answer's `id` becomes. */
  readonly captures?: string;
  /** What the directory shows afterwards. */
  readonly afterwards?: readonly TranscriptReading[];
  /** What a person at the vendor's page sees at this step. */
  readonly shown: { readonly passed: string; readonly failed: string };
}

export interface TranscriptRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Relative to the base URL, sent as it stands (`//Users`) once captures are filled in. */
  readonly path: string;
  /** Not encoded yet. */
  readonly query?: Readonly<Record<string, string>>;
  /** Beside the transcript's. With `authorization` the step is about authentication; without, the sender adds its own. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Json;
}

export interface TranscriptReading {
  /** What holds then, in words. */
  readonly title: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Default 200. */
  readonly status?: number;
  readonly body?: Expected;
}
