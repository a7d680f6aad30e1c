import type { Json, JsonObject } from '../../scim/json.js';

/** A request as a row makes it. The body as text is sent as it is. */
export interface Asked {
  readonly method: string;
  /** Relative to the base URL, with the query: `/Users?count=1`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Json | string;
}

export interface Answer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The body, where it is a JSON object. */
  readonly json: JsonObject | undefined;
}

/** A request and its answer, shortened for a report; without the headers, where credentials are. */
export interface Exchange {
  /** `PATCH /Users/42` */
  readonly request: string;
  readonly body?: string;
  readonly status: number;
  readonly answer: string;
}
