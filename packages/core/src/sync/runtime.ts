import type { AttributeRule, ResourceRules } from '../connector/attribute-rule.js';
import type { Connector, ConnectorLog, ResourceConnector } from '../connector/connector.js';
import type { ResourceType } from '../scim/schema.js';
import type { Link } from '../store/link.js';
import type { ResourceRecord, Scope } from '../store/resource.js';
import type { Run } from '../store/run-store.js';
import type { Store } from '../store/store.js';
import type { Application, GuardPolicy } from './application.js';
import type { Back } from './back/back.js';
import type { Guard } from './create-guard.js';
import type { SiteGuard } from './create-site-guard.js';
import type { Observer } from './observer.js';
import type { Capabilities } from './plan.js';

export interface Passwords {
  /** The field that takes them. */
  readonly remote: string;
  open(sealed: string, owner: string): string | undefined;
}

/** What every step of the work on one application needs; made once, never changed. */
export interface Runtime {
  readonly application: Application;
  readonly name: string;
  readonly connector: Connector;
  /** Whose accounts these are. */
  readonly type: 'User' | 'Group';
  /** What one of that type may have, with what the operator declared. */
  readonly schema: ResourceType;
  /** Its people's, or its groups'. */
  readonly accounts: ResourceConnector;
  readonly rules: readonly AttributeRule[];
  readonly roles: ResourceRules['roles'];
  readonly rolesField: string | undefined;
  /** Of groups: how their members are kept. */
  readonly members?: NonNullable<ResourceRules['members']>;
  /** Of people: the same application's groups, where they are provisioned. */
  readonly groups?: Runtime;
  /** Of people: how passwords are passed on; absent: they are not. */
  readonly passwords?: Passwords;
  /** What is changed there comes back; absent: nothing does. */
  readonly back?: Back;
  readonly sets: readonly string[];
  /** The only roles that are ever granted or taken. */
  readonly managedRoles: readonly string[];
  /** Remote names that first contact with an adopted account leaves alone: what identifies it, and its roles. */
  readonly guarded: readonly string[];
  readonly capabilities: Capabilities;
  readonly store: Store;
  readonly log: ConnectorLog;
  readonly observer: Observer;
  /** Whose work this is, for the journal: `linkspan` itself, `schedule`, or who operates. */
  readonly actor: string;
  /** The run that this work belongs to. */
  readonly run?: string;
  /** Who operates on the command line or the page. */
  readonly operator: string;
  readonly scope: Scope;
  /** Roles that can change other accounts. */
  readonly privilegedRoles: readonly string[];
  /** A rule or a correlation asks for externalId, which only its owner sees. */
  readonly asksExternalId: boolean;
  readonly site: SiteGuard;
  readonly guard: Guard;
  quarantine(resource: ResourceRecord): string | undefined;
  /** Whether strangers can make accounts there; asked now and then. */
  openRegistration(signal: AbortSignal): Promise<boolean>;
  /** What one client may change in a while before a person is asked. */
  guardsOf(client: string): GuardPolicy;
  /** What holds calls back at the moment: the vendor's rate limit; absent: nothing of ours. */
  limits?(): string | undefined;
  now(): number;
  random(): number;
}

/** The same work, done in a run, and by whoever began it. */
export function inRun(runtime: Runtime, run: Pick<Run, 'actor' | 'id'>): Runtime {
  const { actor, id } = run;
  return { ...runtime, actor, run: id, ...(runtime.groups && { groups: inRun(runtime.groups, run) }) };
}

/** For a person or a group of one application; absent: its groups are not provisioned (any more). */
export function runtimeFor(runtime: Runtime, { type }: Pick<Link, 'type'>): Runtime | undefined {
  return type === runtime.type ? runtime : runtime.groups;
}

/** What of an account's fields is ours to agree on: of a set, the managed part only. */
export function managedPart(runtime: Runtime, field: string, value: unknown): unknown {
  if (!runtime.sets.includes(field) || !Array.isArray(value)) return value;
  return runtime.managedRoles.filter((role) => value.includes(role));
}
