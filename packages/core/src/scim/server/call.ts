import type { Scope } from '../../store/resource.js';
import type { LivingResources } from '../../store/resource-store.js';
import type { ParsedRequest } from '../message.js';
import type { ResourceType } from '../schema.js';
import type { Tolerate } from '../tolerate.js';
import type { Cursors } from './create-cursors.js';
import type { PasswordTaking } from './password-taking.js';
import type { ScimClient } from './scim-client.js';
import type { ScimLimits } from './scim-server.js';

/** One request on its way through the server, and what its steps may use. */
export interface Call {
  readonly request: ParsedRequest;
  readonly client: ScimClient;
  /** Whose write it is, for the history: `client:jumpcloud`, `application:intranet`. */
  readonly actor: string;
  /** ISO 8601. */
  now(): string;
  /** What the client's directory holds. */
  readonly types: readonly ResourceType[];
  /** Of the security events about the client's directory. Absent: none are delivered. */
  eventUris?(): readonly string[];
  readonly scope: Scope;
  /** Its failures are 503. */
  readonly resources: LivingResources;
  readonly limits: ScimLimits;
  readonly cursors: Cursors;
  newId(): string;
  /** Absent: no application of the directory takes passwords. */
  readonly passwords?: PasswordTaking;
  /** Something was committed. */
  committed(): void;
  /** See `createTurns`. */
  inTurn<Result>(key: string, work: () => Promise<Result>): Promise<Result>;
  /** Attributes of the body that were not taken; `password`: one was sent, and dropped. */
  ignore(names: readonly string[], password?: boolean): void;
  /** Told of what is forgiven; refuses it where the client is strict. */
  readonly tolerate: Tolerate;
  /** What became of it, for the request log: `created`, `unchanged`. Once for each operation. */
  decide(decision: string): void;
  /** By which path, for the request log: `filter: index userName`. Never with a value in it. */
  note(note: string): void;
}
