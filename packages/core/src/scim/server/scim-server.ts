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
  /** Which of a directory's applications take passwords. Default, and undefined: none; then they are dropped. */
  passwordsOf?(directory: string): PasswordTaking | undefined;
  /** Called after every commit that changed something: the host hints to its orchestrator. Must be cheap and never throw. */
  onCommit?(): void;
  readonly log?: ScimLog;
  /** Default: UUIDv7, which keeps the order of creation. */
  newId?(): string;
  /** Default: `defaultLimits`. */
  readonly limits?: Partial<ScimLimits>;
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
