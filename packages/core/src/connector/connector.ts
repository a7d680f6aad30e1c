import type { z } from 'zod';
import type { ParsedRequest, ScimResponse } from '../scim/message.js';
import type { ResourceRecord } from '../store/resource.js';
import type { Account, AccountRef, Change, MemberRef, Owned, Page, Removal, RemoveOptions } from './account.js';
import type { ResourceRules } from './attribute-rule.js';
import type { Changes } from './changes.js';
import type { Check } from './check.js';
import type { HttpClient, HttpClientOptions, HttpRequest, HttpResponse } from './http-client.js';
import type { Quirk } from './quirk.js';
import type { Transcript } from './transcript.js';
import type { Webhook } from './webhook.js';

/** One step of what the operator does on the vendor's side. `{baseUrl}` and `{token}` in `text` are filled in. */
export interface SetupStep {
  readonly title: string;
  readonly text: string;
}

/**
 * A vendor, as a value: data and a few async functions. No base class, no side effect on import. Made by `defineConnector` and
 * exported as the package's default.
 */
export interface ConnectorModule<Config extends z.ZodType = z.ZodType> {
  readonly apiVersion: 1;
  /** The vendor, in lower case: `wordpress`. Errors begin with it. */
  readonly name: string;
  readonly title: string;
  /** `z.toJSONSchema(config)` makes the form and the docs; mark secrets with `.meta({ secret: true })`. */
  readonly config: Config;
  /** What is done at the vendor's side so that it can be provisioned to, or so that it pushes; of one that does both, `pushed` has the other. */
  readonly guide?: readonly SetupStep[];
  /** How this vendor speaks SCIM to us. */
  readonly inbound?: readonly Quirk<ParsedRequest, ScimResponse>[];
  /** How its own API departs from its documents. */
  readonly outbound?: readonly Quirk<HttpRequest, HttpResponse>[];
  /** Its fields. Without `connect`: what it pushes, by rules that read. */
  readonly users?: ResourceRules;
  readonly groups?: ResourceRules;
  /** Where it is an application too: how it is made to push, and what, by rules that read. One vendor may name one thing in two ways. */
  readonly pushed?: {
    /** Absent: `guide` is about pushing. */
    readonly guide?: readonly SetupStep[];
    readonly users?: ResourceRules;
    readonly groups?: ResourceRules;
  };
  /** Whether an application of this configuration can be given passwords. Absent: all can, where `users.password` names a field. */
  takesPasswords?(config: z.output<Config>): boolean;
  /** Why this resource, pushed by this vendor, must not reach an application yet (a vendor's test user); undefined: it may. */
  quarantine?(resource: ResourceRecord): string | undefined;
  /** What has been seen from this vendor so far, as checks over its requests. */
  inboundChecks?(seen: InboundHistory): readonly Check[];
  /** What the vendor pushes, request by request: replayed by tests and by `linkspan doctor`. One for each way in which it can be set up. */
  readonly transcripts?: readonly Transcript[];
  /** Why this vendor cannot work with a base URL, and what to do; undefined: it can. */
  findBaseUrlProblem?(baseUrl: URL): string | undefined;
  /** Absent: the vendor only pushes to us. */
  connect?(config: z.output<Config>, context: ConnectorContext): Connector;
}

/** A request of a client, as the host answered it. */
export interface SeenRequest {
  readonly method: string;
  /** Relative to the base URL, without the query. */
  readonly path: string;
  readonly status: number;
  /** ISO 8601. */
  readonly at: string;
}

/** The newest requests, remembered however many have come since and however long ago they came. */
export interface SeenRequests {
  /**
   * Those with a valid token, newest first: the newest of each kind, by method and by what it was about (all of an endpoint, or one
   * resource of it). Some tens at most.
   */
  readonly accepted: readonly SeenRequest[];
  /** The newest one without a valid token. Perhaps a stranger's: anybody on the internet may send one. */
  readonly refused?: SeenRequest;
}

/** What a client has done, for `inboundChecks`. */
export interface InboundHistory {
  requests(): Promise<SeenRequests>;
  /** Resources of the client's directory that its `quarantine` holds. */
  quarantined(): Promise<readonly ResourceRecord[]>;
}

/** A connector's only outside. */
export interface ConnectorContext {
  http(options: HttpClientOptions): HttpClient;
  readonly log: ConnectorLog;
  /** Milliseconds since 1970. */
  now(): number;
  /** Aborted when the application is disposed of. */
  readonly signal: AbortSignal;
}

/** Messages are constant strings, with data beside. Secrets are redacted by the host. */
export interface ConnectorLog {
  debug(data: object, message: string): void;
  info(data: object, message: string): void;
  warn(data: object, message: string): void;
}

export interface Connector {
  readonly checks: readonly Check[];
  /** Which installation this is (WordPress: its `home`), so that a URL moved to another site halts instead of writing on strangers. */
  site?(signal: AbortSignal): Promise<string>;
  /** Whether strangers can make accounts there themselves; absent or `undefined`: it is taken for open. */
  openRegistration?(signal: AbortSignal): Promise<boolean | undefined>;
  readonly users?: ResourceConnector;
  readonly groups?: ResourceConnector;
  /** What the vendor sends to `/hooks/{application}`, where it does. */
  readonly webhook?: Webhook;
  dispose?(): Promise<void>;
}

/**
 * Presence is capability. Every method rejects with a `ConnectorError` and nothing else, and honours `signal`.
 * A write resolves with the account as read back from the vendor.
 */
export interface ResourceConnector {
  /** All accounts, page by page, in a stable order. The host indexes them for a whole run. */
  list?(cursor: string | undefined, signal: AbortSignal): Promise<Page<Account>>;
  /**
   * What has happened since a checkpoint, whoever did it; `undefined`: from now on, so that there are no items yet. `unsupported` where this
   * installation cannot tell (its companion is not there): then the core lists everything, as often as it may.
   */
  changes?(since: string | undefined, signal: AbortSignal): Promise<Changes>;
  /** Of groups: who is in one, for changes that come back. `not-found` where there is no such group. */
  members?(id: string, cursor: string | undefined, signal: AbortSignal): Promise<Page<MemberRef>>;
  /** Exact, or nothing. `remote` is a rule's remote name. */
  find?(by: { readonly remote: string; readonly value: unknown }, signal: AbortSignal): Promise<Account | undefined>;
  /** `not-found` where there is none. */
  get(id: string, signal: AbortSignal): Promise<Account>;
  /** `conflict` where a unique field is taken; the host looks up and adopts by policy. */
  create?(fields: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<Account>;
  update?(ref: AccountRef, change: Change, signal: AbortSignal): Promise<Account>;
  deactivate?(ref: AccountRef, signal: AbortSignal): Promise<Account>;
  /** Gives back what `ref.memo` remembers, but for what `ref.without` names. */
  reactivate?(ref: AccountRef, signal: AbortSignal): Promise<Account>;
  /** How much would be reassigned or lost with this account, for people who read a plan. Undefined where it cannot be told. */
  owned?(ref: Pick<AccountRef, 'id' | 'identity'>, signal: AbortSignal): Promise<Owned | undefined>;
  /** `remove` of what is gone is done. */
  remove?(ref: AccountRef, options: RemoveOptions, signal: AbortSignal): Promise<Removal>;
}
