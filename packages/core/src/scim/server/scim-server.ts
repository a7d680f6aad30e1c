import type { LivingResources } from '../../store/resource-store.js';
import type { Departure } from '../departures.js';
import type { ScimRequest, ScimResponse } from '../message.js';
import type { ResourceType } from '../schema.js';
import type { PasswordTaking } from './password-taking.js';
import type { ScimClient } from './scim-client.js';

export interface ScimServerOptions {
  readonly resources: LivingResources;
  /** What a directory holds. Default: `resourceTypes`, in every directory. */
  typesOf?(directory: string): readonly ResourceType[];
  /** URIs of the security events that are delivered about a directory (RFC 9967 §4). Default: none anywhere. */
  eventUrisOf?(directory: string): readonly string[];
  /** Which of a directory's applications take passwords. Default, and undefined: none; then they are dropped. */
  passwordsOf?(directory: string): PasswordTaking | undefined;
  /** Called after every commit that changed something: the host hints to its orchestrator. Must be cheap and never throw. */
  onCommit?(): void;
  readonly log?: ScimLog;
  /** Default: UUIDv7, which keeps the order of creation. */
  newId?(): string;
  /** Default: `defaultLimits`. A function is asked for each request. */
  readonly limits?: Partial<ScimLimits> | (() => Partial<ScimLimits>);
  /**
   * 32 bytes that cursors are sealed with (RFC 9865). Servers that share a directory share it, and it should outlive the process. Default: random, so
   * that a walk ends with the process.
   */
  readonly cursorKey?: Uint8Array;
}

/** What the client is never told: causes of 500 and 503. Messages are constant strings, with data beside. */
export interface ScimLog {
  error(data: object, message: string): void;
}

export interface ScimLimits {
  /** Of a request's body; more is answered 413. */
  readonly bodyBytes: number;
  /** Resources in one page, whatever `count` asks. */
  readonly pageSize: number;
  /** Members read from the store at a time. */
  readonly memberPageSize: number;
  /** Operations in a bulk request; more is answered 413. */
  readonly bulkOperations: number;
  /** Of a bulk request's body, if that is less than `bodyBytes`; more is answered 413. */
  readonly bulkBytes: number;
  /** Milliseconds that a bulk request may take; what of it is not begun by then is answered 503, each operation by itself. */
  readonly bulkMilliseconds: number;
  /** UTF-16 units of a filter; a longer one is answered 400. */
  readonly filterLength: number;
  /** Comparisons in a filter, and what joins them; more are answered 400. */
  readonly filterTerms: number;
  /** Operations of one PATCH; more are answered 413. */
  readonly patchOperations: number;
  /** Members that one request names; more are answered 413. */
  readonly members: number;
  /** Milliseconds that a search may last which no index answers, or whose matches are many; then it is answered 400 `tooMany`. */
  readonly searchMilliseconds: number;
  /** Seconds that a cursor is good for (RFC 9865): what a client has that it was given is not good for ever. */
  readonly cursorSeconds: number;
}

/** What the host's request log shows beside the answer. */
export interface ScimTrace {
  /** The quirks that changed the request or the answer. */
  readonly quirks: readonly string[];
  /**
   * Attributes of the body that were not taken: unknown, read only, or a `password` that no application takes. At most 50 names of at most 100
   * characters, then how many more there were.
   */
  readonly ignored: readonly string[];
  /** What departed from the RFCs and was forgiven: names of `departures`. */
  readonly tolerated: readonly Departure[];
  /** What became of the request, in few words: `created`, `unchanged`, `refused: ownership`. */
  readonly decision: string;
  /** By which path, and what was put up with: `filter: scan`. Few, short, and never with a value of the request in them. */
  readonly notes: readonly string[];
}

export interface ScimAnswer extends ScimResponse {
  readonly trace: ScimTrace;
}

/** RFC 7644 as a function: no HTTP server, no SQL. One server serves every client and directory. */
export interface ScimServer {
  /**
   * Never rejects: every failure is an answer. A `body` that is streamed can still fail after the status is sent; the host then has to
   * break the connection off, so that the client does not take half a list for the whole.
   */
  handle(request: ScimRequest, client: ScimClient): Promise<ScimAnswer>;
}
